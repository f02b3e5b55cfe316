package dev.accountrisk.backfill;

import java.util.List;

/**
 * What is asked for.
 *
 * @param topics           their names; empty for all that are consumed
 * @param from             as it was written
 * @param until            as it was written
 * @param resume           whether to go on with an unfinished run of the same kind
 * @param recordsPerSecond 0 for no bound
 * @param batchRecords     the most records of a transaction
 * @param parallel         how many partitions are read at once
 * @param lagMax           so many records live consumers may be behind before they come first
 */
public record BackfillSettings(Mode mode, List<String> topics, String from, String until, Shard shard, boolean resume,
        int recordsPerSecond, int batchRecords, int parallel, long lagMax) {
    /** The most records of a transaction: beyond it nothing is gained. */
    public static final int BATCH_MAX = 20_000;

    /** Checks the bounds. */
    public BackfillSettings {
        topics = List.copyOf(topics);
        var _ = Bound.from(from);
        var _ = Bound.until(until);
        if (recordsPerSecond < 0) {
            throw new IllegalArgumentException("--rate: must be 0 or more");
        }
        if (batchRecords < 1 || batchRecords > BATCH_MAX) {
            throw new IllegalArgumentException("--batch: must be from 1 to " + BATCH_MAX);
        }
        if (parallel < 1 || parallel > 64) {
            throw new IllegalArgumentException("--parallel: must be from 1 to 64");
        }
        if (lagMax < 0) {
            throw new IllegalArgumentException("--lag: must be 0 or more");
        }
    }

    /** What two processes have to share to work on one run. */
    String specification() {
        return mode + " " + String.join(",", topics) + " from " + from + " until " + until + " by " + shard.count();
    }
}
