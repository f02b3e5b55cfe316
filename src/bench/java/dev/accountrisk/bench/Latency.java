package dev.accountrisk.bench;

/**
 * How long it took from a record's arrival at the broker to its commit.
 *
 * @param share of the drain rate at which records were sent
 */
record Latency(double share, long recordsPerSecond, long records, double p50Millis, double p99Millis,
        double mostMillis) {}
