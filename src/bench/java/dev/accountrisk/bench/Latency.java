package dev.accountrisk.bench;

/**
 * How long it took from a record's arrival at the broker to its commit.
 *
 * @param share      of the drain rate at which records were sent
 * @param logWriters whether MySQL's {@code innodb_log_writer_threads} was on
 */
record Latency(double share, boolean logWriters, long recordsPerSecond, long records, double p50Millis,
        double p99Millis,
        double mostMillis) {}
