package dev.accountrisk.console.backfills;

/**
 * How far a backfill is in one partition. The components are named as the attributes of the row.
 *
 * @param nextOffset the first offset that is not replayed
 */
record Part(String topic, int partitionNo, long fromOffset, long untilOffset, long nextOffset, boolean finished,
        long differences) {}
