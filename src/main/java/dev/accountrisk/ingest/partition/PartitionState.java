package dev.accountrisk.ingest.partition;

import dev.accountrisk.account.Entry;
import dev.accountrisk.ingest.partition.PartitionStatus.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The state of an assigned partition. A partition opens, runs, may wait or stop and then opens again, and is closed at the end.
 * No other transition exists.
 */
public sealed interface PartitionState<E extends Entry> {
    /** The status that people and probes see. */
    PartitionStatus status();

    /** Whether a partition in this state may go to that one. */
    boolean allows(PartitionState<E> next);

    /** Whether the partition lacks a position. */
    default boolean awaitsPosition() {
        return false;
    }

    /** How long ago the look-up of the position was due; negative if it is not due yet. A new partition comes first. */
    default long overdueNanos(long nowNanos) {
        return Long.MAX_VALUE;
    }

    /**
     * The position is being looked up, or is found and the consumer has not sought it yet.
     *
     * @param found   the position, once it is found
     * @param trouble why the partition did not run before; null when it is new
     */
    record Opening<E extends Entry>(@Nullable StartPoint found,
            @Nullable PartitionStatus trouble) implements PartitionState<E> {
        @Override
        public PartitionStatus status() {
            return trouble == null ? new PartitionStatus(Phase.OPENING, "the position is being looked up") : trouble;
        }

        @Override
        public boolean allows(PartitionState<E> next) {
            return found == null ? !(next instanceof Running<E>) : !(next instanceof Opening<E>);
        }

        @Override
        public boolean awaitsPosition() {
            return found == null;
        }
    }

    /**
     * The consumer reads from the position.
     *
     * @param trouble why the partition did not run before, until a batch is applied or nothing is left to read: a partition that
     *                opens and fails again must not look healthy in between. Null when nothing is wrong
     */
    record Running<E extends Entry>(Backlog<E> backlog,
            @Nullable PartitionStatus trouble) implements PartitionState<E> {
        @Override
        public PartitionStatus status() {
            return trouble == null ? PartitionStatus.RUNNING : trouble;
        }

        @Override
        public boolean allows(PartitionState<E> next) {
            return !(next instanceof Opening<E>);
        }
    }

    /** Something is in the way. The position is looked up again later. */
    sealed interface Halted<E extends Entry> extends PartitionState<E> {
        /** When the position is looked up again, by {@link System#nanoTime}. */
        long retryAtNanos();

        @Override
        default boolean allows(PartitionState<E> next) {
            return !(next instanceof Running<E>);
        }

        @Override
        default boolean awaitsPosition() {
            return true;
        }

        @Override
        default long overdueNanos(long nowNanos) {
            return nowNanos - retryAtNanos();
        }
    }

    /** A fault that passes by itself is in the way. */
    record Waiting<E extends Entry>(String cause, long retryAtNanos) implements Halted<E> {
        @Override
        public PartitionStatus status() {
            return PartitionStatus.waiting(cause);
        }
    }

    /**
     * A person must act.
     *
     * @param fetchToDrop whether the consumer may still hold fetched bytes that it cannot read. One more poll makes it drop them
     */
    record Stopped<E extends Entry>(String cause, long retryAtNanos,
            boolean fetchToDrop) implements Halted<E> {
        @Override
        public PartitionStatus status() {
            return PartitionStatus.stopped(cause);
        }
    }

    /** The partition no longer belongs to this consumer. */
    record Closed<E extends Entry>() implements PartitionState<E> {
        @Override
        public PartitionStatus status() {
            return PartitionStatus.waiting("closed");
        }

        @Override
        public boolean allows(PartitionState<E> next) {
            return false;
        }
    }
}
