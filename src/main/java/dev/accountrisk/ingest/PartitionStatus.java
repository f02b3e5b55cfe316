package dev.accountrisk.ingest;

/** How a partition is doing. */
public sealed interface PartitionStatus {
    /** Records are applied as they come. */
    record Running() implements PartitionStatus {}

    /** Something that passes by itself is in the way; it is tried again. */
    record Waiting(String cause) implements PartitionStatus {}

    /** A person is needed. It is looked at again now and then, so that nothing has to be restarted once it is mended. */
    record Stopped(String cause) implements PartitionStatus {}
}
