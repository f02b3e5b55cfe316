package dev.accountrisk.ingest;

import java.util.Set;

/**
 * What is consumed, and how.
 *
 * @param consumers        how many threads poll and decode, each with partitions of its own
 * @param writers          how many threads apply large batches
 * @param startFrom        where a partition without a position begins
 * @param acceptedTopicIds ids of topics that were recreated under their name and may begin again
 */
public record IngestSettings(int consumers, int writers, StartFrom startFrom,
        Set<String> acceptedTopicIds) {
    /** Where a new partition begins. */
    public enum StartFrom {
        /** At the first record that it holds. */
        EARLIEST,
        /** At the next record that arrives. */
        LATEST
    }

    /** Checks the bounds. */
    public IngestSettings {
        if (consumers < 1) {
            throw new IllegalArgumentException("consumers must be at least 1");
        }
        if (writers < 1) {
            throw new IllegalArgumentException("writers must be at least 1");
        }
    }
}
