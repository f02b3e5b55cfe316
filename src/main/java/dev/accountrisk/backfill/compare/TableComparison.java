package dev.accountrisk.backfill.compare;

/**
 * How a table compares.
 *
 * @param digest of all keys and compared values in the order of keys
 */
public record TableComparison(String table, long rows, long replayedRows, String digest, String replayedDigest,
        long differences) {}
