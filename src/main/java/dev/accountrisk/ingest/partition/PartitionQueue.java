package dev.accountrisk.ingest.partition;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.record.Received;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The records between a partition's consumer and its writer. Everything happens under the lock of the partition's life. */
public final class PartitionQueue<E extends Entry> {
    /** How long a partition that had trouble must have nothing to do until it counts as healthy again. */
    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PartitionLife<E> life;
    private final WriterCall writer;
    private final int recordsMax;
    private long inHandBytes;
    private int lastRecords;
    private boolean lastFailed;

    PartitionQueue(PartitionLife<E> life, WriterCall writer, int recordsMax) {
        this.life = life;
        this.writer = writer;
        this.recordsMax = recordsMax;
    }

    /** About how many bytes of the heap the records take that wait or are being applied. */
    public long heldBytes() {
        synchronized (life) {
            return inHandBytes + life.backlog().map(Backlog::heapBytes).orElse(0L);
        }
    }

    public int waitingRecords() {
        synchronized (life) {
            return life.backlog().map(Backlog::size).orElse(0);
        }
    }

    /** How many records the newest batch had. */
    public int lastRecords() {
        synchronized (life) {
            return lastRecords;
        }
    }

    /** Whether the newest batch was not applied. */
    public boolean lastFailed() {
        synchronized (life) {
            return lastFailed;
        }
    }

    /**
     * Whether the partition takes records now.
     *
     * @param crowded whether all partitions together hold as many as the heap has room for
     */
    public boolean takesRecords(boolean crowded) {
        synchronized (life) {
            return !crowded && life.backlog().filter(backlog -> backlog.size() < recordsMax).isPresent();
        }
    }

    /** Adds decoded records, except those that it had before, and returns whether the caller must send a writer. */
    public boolean enqueue(List<Received<E>> decoded, PolledRecords polled, IngestObserver observer) {
        synchronized (life) {
            // a partition that does not run now runs again only after this thread has sought its position
            Optional<Backlog<E>> backlog = life.backlog();
            backlog.ifPresent(waiting -> waiting.add(decoded, polled, observer));
            return isDue(backlog) && writer.open();
        }
    }

    /** Notes that a poll found no record before an offset, and returns whether the caller must send a writer. */
    public boolean pass(long nextOffset, int leaderEpoch) {
        synchronized (life) {
            Optional<Backlog<E>> backlog = life.backlog();
            backlog.ifPresent(waiting -> waiting.pass(nextOffset, leaderEpoch));
            return isDue(backlog) && writer.open();
        }
    }

    /**
     * Returns whether the caller must send a writer for a partial batch, because nothing was enqueued for a while or memory is
     * short. A partition that had trouble and has nothing to do is healthy again.
     */
    public boolean flush(boolean crowded, long nowNanos, long nanosMax) {
        synchronized (life) {
            Optional<Backlog<E>> backlog = life.backlog();
            if (backlog.filter(waiting -> waiting.isIdle(nowNanos, TRIAL_NANOS)).isPresent() && inHandBytes == 0) {
                life.recover();
            }
            return backlog.filter(waiting -> waiting.isOverdue(nowNanos, crowded ? 0 : nanosMax)).isPresent()
                    && writer.open();
        }
    }

    /** Takes all waiting records for a writer; empty if there is nothing to do, and then the writer is done. */
    public Optional<Drained<E>> drain() {
        synchronized (life) {
            Optional<Backlog<E>> backlog = life.backlog().filter(waiting -> !waiting.isEmpty());
            inHandBytes = backlog.map(Backlog::heapBytes).orElse(0L);
            lastRecords = backlog.map(Backlog::size).orElse(0);
            if (backlog.isEmpty()) {
                writer.done();
            }
            return backlog.map(Backlog::drain);
        }
    }

    /** Notes the result of a batch, and returns whether the writer must run again. */
    public boolean complete(Drained<E> drained, ApplyResult result) {
        synchronized (life) {
            inHandBytes = 0;
            lastFailed = !(result instanceof ApplyResult.Done);
            life.applied(drained, result);
            boolean more = isDue(life.backlog());
            if (!more) {
                writer.done();
            }
            return more;
        }
    }

    private boolean isDue(Optional<Backlog<E>> backlog) {
        return backlog.filter(waiting -> waiting.isDue(recordsMax)).isPresent();
    }
}
