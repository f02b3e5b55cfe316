package dev.accountrisk.console.backfills;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of a process about a partition of a backfill. The components are named as the attributes of the row.
 *
 * @param startedOffset where the process began, or null while the partition waits for its turn
 * @param reachedOffset the first offset that is not replayed, or null if no process has begun it
 * @param millis        how long the process has taken from the one to the other
 */
record Report(String topic, int partitionNo, @Nullable Long startedOffset, @Nullable Long reachedOffset, long millis,
        @Nullable Instant reportedAt) {}
