package dev.accountrisk.ingest.partition;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of a running partition that were enqueued and that no writer has taken. Guarded by its partition's lock. */
public final class Backlog<E extends Entry> {
    private static final int CONTEXTS_MAX = 64;

    private final Source source;
    private final Supplier<RecordBuffer<E>> newBuffer;
    /** The first offset that no writer has taken, and the first offset that was not enqueued. */
    private long drainedOffset;
    private long enqueuedOffset;
    private RecordBuffer<E> records;
    private Set<String> contexts = new LinkedHashSet<>();
    private int leaderEpoch;
    private boolean caughtUp;
    private long enqueuedNanos;

    Backlog(StartPoint start, Supplier<RecordBuffer<E>> newBuffer) {
        this.source = start.source();
        this.newBuffer = newBuffer;
        this.drainedOffset = start.nextOffset();
        this.enqueuedOffset = start.nextOffset();
        this.leaderEpoch = start.leaderEpoch();
        this.records = newBuffer.get();
        this.enqueuedNanos = System.nanoTime();
    }

    public Source source() {
        return source;
    }

    int size() {
        return records.size();
    }

    long heapBytes() {
        return records.heapBytes();
    }

    boolean isEmpty() {
        return drainedOffset == enqueuedOffset;
    }

    /** Adds polled records, except those that it had before. */
    void add(List<Received<E>> decoded, PolledRecords polled, IngestObserver observer) {
        long next = 0;
        for (Received<E> record : decoded) {
            if (record.offset() < next || record.offset() >= polled.nextOffset()) {
                throw new IllegalStateException("bug: " + source + " has offset " + record.offset() + " between " + next
                        + " and " + polled.nextOffset());
            }
            next = record.offset() + 1;
            if (record.offset() >= enqueuedOffset) {
                records.append(record);
            }
        }
        if (polled.nextOffset() > enqueuedOffset) {
            moveTo(polled.nextOffset(), polled.leaderEpoch(), polled.caughtUp());
        }
        for (ConsumerRecord<byte[], byte[]> record : polled.records()) {
            String context = contexts.size() < CONTEXTS_MAX ? observer.contextOf(record) : null;
            if (context != null) {
                contexts.add(context);
            }
        }
    }

    /** Notes that no record lies between what was enqueued and an offset: only aborted ones, and markers of transactions. */
    void pass(long nextOffset, int epoch) {
        if (nextOffset > enqueuedOffset) {
            moveTo(nextOffset, epoch, caughtUp);
        }
    }

    private void moveTo(long nextOffset, int epoch, boolean isCaughtUp) {
        enqueuedOffset = nextOffset;
        leaderEpoch = epoch;
        caughtUp = isCaughtUp;
        enqueuedNanos = System.nanoTime();
    }

    /** Whether a writer should drain it: the log holds no more records, or there is no room for more. */
    boolean isDue(int recordsMax) {
        return !isEmpty() && (caughtUp || records.size() >= recordsMax);
    }

    /** Whether nothing was enqueued for so long that waiting for more is not worth it. */
    boolean isOverdue(long nowNanos, long nanosMax) {
        return !isEmpty() && nowNanos - enqueuedNanos > nanosMax;
    }

    /** Whether there was nothing to do for this long. */
    boolean isIdle(long nowNanos, long nanosMin) {
        return isEmpty() && nowNanos - enqueuedNanos > nanosMin;
    }

    /** Takes everything. */
    Drained<E> drain() {
        Drained<E> drained = new Drained<>(source, drainedOffset, enqueuedOffset, leaderEpoch, records.records(),
                contexts);
        drainedOffset = enqueuedOffset;
        records = newBuffer.get();
        contexts = new LinkedHashSet<>();
        return drained;
    }
}
