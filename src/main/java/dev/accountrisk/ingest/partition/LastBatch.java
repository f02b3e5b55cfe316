package dev.accountrisk.ingest.partition;

import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.record.OutcomeCounts;
import org.jspecify.annotations.Nullable;

/** What the last batch of a partition left undone. Guarded by its partition's lock. */
final class LastBatch {
    private ApplyResult.@Nullable Unresolved unresolved;
    private boolean keepWhole;

    void ended(ApplyResult result) {
        keepWhole = result instanceof ApplyResult.Unkept || (keepWhole && !(result instanceof ApplyResult.Done));
        if (result instanceof ApplyResult.Unresolved unknown) {
            unresolved = unknown;
        }
    }

    /** Whether records must be kept with all their bytes: the database refused one, and it must be parked. */
    boolean mustKeepWhole() {
        return keepWhole;
    }

    /** The counts of a commit whose outcome was unknown, now that the position is known. */
    OutcomeCounts resolve(long position) {
        ApplyResult.Unresolved unknown = unresolved;
        unresolved = null;
        return unknown != null && position >= unknown.pendingNextOffset() ? unknown.pending() : OutcomeCounts.NONE;
    }

    /** The status of a partition after a batch. */
    static PartitionStatus statusAfter(ApplyResult result) {
        return switch (result) {
            case ApplyResult.Done done -> PartitionStatus.RUNNING;
            case ApplyResult.FenceLost lost -> PartitionStatus.waiting(
                    "the position in MySQL is not the one that this worker left there: another writer moved it, or MySQL failed over");
            case ApplyResult.Unavailable unavailable -> PartitionStatus.waiting(unavailable.cause());
            case ApplyResult.Unresolved unknown ->
                PartitionStatus.waiting("the outcome of a commit is unknown: " + unknown.cause());
            case ApplyResult.Unkept refused ->
                PartitionStatus.waiting("the database refuses a record, which is read again to be parked");
            case ApplyResult.Stopped stopped -> PartitionStatus.stopped(stopped.cause());
        };
    }
}
