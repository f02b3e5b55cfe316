package dev.accountrisk.ingest.partition;

import dev.accountrisk.engine.record.Source;

/**
 * Where the consumer of a partition must begin to read: at MySQL's position.
 *
 * @param leaderEpoch of the record before it, or -1 if it is not known
 */
public record StartPoint(Source source, long nextOffset, int leaderEpoch) {}
