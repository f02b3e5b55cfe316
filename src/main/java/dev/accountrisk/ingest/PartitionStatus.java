package dev.accountrisk.ingest;

import dev.accountrisk.engine.ApplyResult;

/** How a partition is doing. */
public sealed interface PartitionStatus {
    /** Records are applied as they come. */
    record Running() implements PartitionStatus {}

    /** Something that passes by itself is in the way; it is tried again. */
    record Waiting(String cause) implements PartitionStatus {}

    /** A person is needed. It is looked at again now and then, so that nothing has to be restarted once it is mended. */
    record Stopped(String cause) implements PartitionStatus {}

    /** How a partition is doing after a batch. */
    static PartitionStatus after(ApplyResult result) {
        return switch (result) {
            case ApplyResult.Done done -> new Running();
            case ApplyResult.FenceLost lost -> new Waiting("the position was moved by another writer");
            case ApplyResult.Unavailable away -> new Waiting(away.cause());
            case ApplyResult.Unresolved unknown -> new Waiting("outcome of a commit unknown: " + unknown.cause());
            case ApplyResult.Unkept refused ->
                new Waiting("a record that the database refuses is read again, to be parked");
            case ApplyResult.Stopped stopped -> new Stopped(stopped.cause());
        };
    }
}
