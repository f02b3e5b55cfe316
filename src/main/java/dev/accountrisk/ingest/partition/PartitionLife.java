package dev.accountrisk.ingest.partition;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.ingest.partition.PartitionState.Closed;
import dev.accountrisk.ingest.partition.PartitionState.Opening;
import dev.accountrisk.ingest.partition.PartitionState.Running;
import dev.accountrisk.ingest.partition.PartitionState.Stopped;
import dev.accountrisk.ingest.partition.PartitionState.Waiting;
import dev.accountrisk.ingest.partition.PartitionStatus.Phase;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** The state of a partition. This object is the partition's lock; nothing waits under it. */
public final class PartitionLife<E extends Entry> {
    private final Engine<E> engine;
    private final WriterCall writer;
    private final Troubles troubles;
    private final LastBatch lastBatch = new LastBatch();
    private PartitionState<E> state = new Opening<>(null, null);
    /** The first offset that is not applied, once it is known. */
    private OptionalLong appliedOffset = OptionalLong.empty();

    PartitionLife(TopicPartition id, Engine<E> engine, WriterCall writer) {
        this.engine = engine;
        this.writer = writer;
        this.troubles = new Troubles(id);
    }

    /** The first offset that is not applied; empty while it is not known. */
    public synchronized OptionalLong appliedOffset() {
        return appliedOffset;
    }

    /** The waiting records; empty while the partition does not run. */
    public synchronized Optional<Backlog<E>> backlog() {
        return state instanceof Running<E>(Backlog<E> backlog, PartitionStatus trouble)
                ? Optional.of(backlog)
                : Optional.empty();
    }

    /** The current state. */
    public synchronized PartitionState<E> state() {
        return state;
    }

    /** Whether the keeper should look the position up. While a writer is at work it may still move. */
    public synchronized boolean isDueToOpen(long nowNanos) {
        return !writer.isOpen() && state.awaitsPosition() && state.overdueNanos(nowNanos) >= 0;
    }

    /**
     * Notes the position that was found. The consumer must seek there before anything that it polls may be applied.
     *
     * @return the counts to report, because a commit whose outcome was unknown turned out to have happened
     */
    public synchronized OutcomeCounts found(StartPoint position) {
        if (writer.isOpen() || !state.awaitsPosition()) {
            return OutcomeCounts.NONE;
        }
        become(new Opening<>(position, state instanceof Opening<E> ? null : state.status()));
        return lastBatch.resolve(position.nextOffset());
    }

    /**
     * Notes the position that MySQL has, so that the lag of a partition that may not run is known, too.
     *
     * @param nextOffset empty if MySQL has none of this very topic
     */
    public synchronized void noteStored(OptionalLong nextOffset) {
        if (state.awaitsPosition()) {
            appliedOffset = nextOffset;
        }
    }

    /** Notes that the position was not found. */
    public synchronized void notFound(PartitionStatus reason) {
        if (state.awaitsPosition()) {
            fail(reason);
        }
    }

    /** The first offset that is not applied, while the partition runs and no writer works on it; otherwise empty. */
    public synchronized OptionalLong idleOffset() {
        return state instanceof Running && !writer.isOpen() ? appliedOffset : OptionalLong.empty();
    }

    /** Fails the partition if it runs at this offset and no writer works on it. */
    public synchronized void failIfIdleAt(long offset, PartitionStatus status) {
        if (idleOffset().equals(OptionalLong.of(offset))) {
            fail(status);
        }
    }

    /** Fails the partition if it runs. */
    public synchronized void stopIfRunning(PartitionStatus status) {
        if (state instanceof Running) {
            fail(status);
        }
    }

    /** Starts to run if a position was found. The caller seeks there. */
    public synchronized Optional<StartPoint> run() {
        if (!(state instanceof Opening<E>(StartPoint found, PartitionStatus trouble)) || found == null) {
            return Optional.empty();
        }
        become(new Running<>(new Backlog<>(found, this::newBuffer), trouble));
        appliedOffset = OptionalLong.of(found.nextOffset());
        return Optional.of(found);
    }

    private RecordBuffer<E> newBuffer() {
        return lastBatch.mustKeepWhole() ? RecordBuffer.whole() : engine.newBuffer();
    }

    /** Discards the waiting records. The partition is opened again later, after a pause that grows with each failure. */
    public synchronized void fail(PartitionStatus status) {
        fail(status, false);
    }

    /** The consumer cannot continue from its position. */
    public synchronized void failToRead(String cause) {
        fail(PartitionStatus.stopped(cause), true);
    }

    private void fail(PartitionStatus status, boolean fetchToDrop) {
        if (state instanceof Closed) {
            return;
        }
        long retryAtNanos = troubles.begin(status);
        become(status.phase() == Phase.STOPPED
                ? new Stopped<>(status.cause(), retryAtNanos, fetchToDrop)
                : new Waiting<>(status.cause(), retryAtNanos));
    }

    /** Whether one more poll must include this partition, only to drop unreadable bytes. True once. */
    public synchronized boolean takeFetchToDrop() {
        if (state instanceof Stopped<E>(String cause, long retryAtNanos, boolean fetchToDrop) && fetchToDrop) {
            become(new Stopped<>(cause, retryAtNanos, false));
            return true;
        }
        return false;
    }

    /** A batch was applied, or there is nothing to do, so any trouble is over. */
    synchronized void recover() {
        if (state instanceof Running<E>(Backlog<E> backlog, PartitionStatus trouble)) {
            become(new Running<>(backlog, null));
            troubles.end();
        }
    }

    /** Notes the result of a batch. */
    synchronized void applied(Drained<E> drained, ApplyResult result) {
        lastBatch.ended(result);
        if (!(result instanceof ApplyResult.Done)) {
            if (state instanceof Running) {
                fail(LastBatch.statusAfter(result));
            }
        } else if (appliedOffset.equals(OptionalLong.of(drained.fromOffset()))) {
            appliedOffset = OptionalLong.of(drained.nextOffset());
            recover();
        }
    }

    /** Ends for good; returns false if it had ended before. */
    synchronized boolean close() {
        if (state instanceof Closed) {
            return false;
        }
        become(new Closed<>());
        return true;
    }

    private void become(PartitionState<E> next) {
        if (!state.allows(next)) {
            throw new IllegalStateException("bug: a partition went from " + state + " to " + next);
        }
        state = next;
    }
}
