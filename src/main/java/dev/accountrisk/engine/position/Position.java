package dev.accountrisk.engine.position;

/**
 * The position of a partition.
 *
 * @param topicId     the id of the topic that it belongs to
 * @param nextOffset  the first offset that is not applied
 * @param leaderEpoch the leader epoch of the record or marker before it, or -1 if it is not known
 */
public record Position(String topicId, long nextOffset, int leaderEpoch) {}
