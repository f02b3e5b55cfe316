package dev.accountrisk.engine;

/**
 * Where a partition stands.
 *
 * @param topicId     the id of the topic it was made for
 * @param nextOffset  the first offset not yet applied
 * @param leaderEpoch of the record before it, or -1 when it is not known
 */
public record Position(String topicId, long nextOffset, int leaderEpoch) {}
