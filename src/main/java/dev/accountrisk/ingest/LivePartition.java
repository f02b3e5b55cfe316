package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.engine.Received;
import dev.accountrisk.engine.RecordBuffer;
import dev.accountrisk.engine.Slice;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.wire.InputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * One assigned partition: where it stands, and the records that wait to be applied. Three threads meet here: the consumer's,
 * which brings records; a writer's, which takes all that wait as one batch; and the keeper's, which finds positions. Everything
 * they share is under this object's lock, and nothing is awaited under it.
 */
final class LivePartition<E extends Entry> {
    private static final Logger LOG = LoggerFactory.getLogger(LivePartition.class);

    private static final ExponentialBackOff REOPENING = reopening();

    private final TopicPartition id;
    private final Topic<E> topic;
    private final Engine<E> engine;
    private final long ownerThreadId = Thread.currentThread().threadId();
    private PartitionStatus status = new PartitionStatus.Waiting("not opened yet");
    private @Nullable Opened opened;
    private @Nullable Source source;
    /** The first offset that is not applied, and the first that was not brought. */
    private long nextOffset = -1;
    private long broughtOffset = -1;
    private long hintedOffset = -1;
    private WaitingRecords<E> waiting;
    private long writingBytes;
    /** Whether a writer has been called, and has not said that it found nothing to do. */
    private boolean writing;
    private boolean keepWhole;
    private BackOffExecution pauses = REOPENING.start();
    private long retryAtNanos = System.nanoTime();
    private boolean closed;
    private ApplyResult.@Nullable Unresolved unresolved;

    /** Where the partition goes on. */
    record Opened(Source source, long nextOffset, int leaderEpoch) {}

    /** Where to go, and what is to be counted first. */
    record Seek(Opened to, OutcomeCounts happened) {}

    private static ExponentialBackOff reopening() {
        ExponentialBackOff growing = new ExponentialBackOff(200, 2);
        growing.setJitter(50);
        growing.setMaxInterval(5_000);
        return growing;
    }

    LivePartition(TopicPartition id, Topic<E> topic, Engine<E> engine) {
        this.id = id;
        this.topic = topic;
        this.engine = engine;
        this.waiting = nothingWaits();
    }

    private WaitingRecords<E> nothingWaits() {
        return new WaitingRecords<>(keepWhole ? RecordBuffer.whole() : engine.newBuffer());
    }

    TopicPartition id() {
        return id;
    }

    /** A worker may have several consumers, and a partition may pass from one to another before the first hears that it lost it. */
    boolean isOwnedByThisThread() {
        return ownerThreadId == Thread.currentThread().threadId();
    }

    synchronized PartitionStatus status() {
        return status;
    }

    /** The first offset that is not applied, or -1 when the partition has not been opened. */
    synchronized long nextOffset() {
        return nextOffset;
    }

    synchronized String topicId() {
        return source == null ? "" : source.topicId();
    }

    synchronized boolean isRunning() {
        return status instanceof PartitionStatus.Running && opened == null && source != null && !closed;
    }

    /** About how much of the heap the records take that wait or are being applied. */
    synchronized long heldBytes() {
        return waiting.heapBytes() + writingBytes;
    }

    synchronized int waitingRecords() {
        return waiting.size();
    }

    /**
     * Whether it takes records now.
     *
     * @param crowded whether all together hold as many as the heap has room for
     */
    synchronized boolean wantsRecords(boolean crowded) {
        return isRunning() && !crowded && waiting.size() < topic.waitingRecordsMax();
    }

    /**
     * The position is known: the consumer has to go there before what it polls may be applied. Of two threads that found one,
     * the first counts: by the time of the second the partition may be further. While a writer is at work none counts.
     */
    synchronized void open(Opened at) {
        if (!(status instanceof PartitionStatus.Running) && !writing) {
            opened = at;
            status = new PartitionStatus.Running();
        }
    }

    /** It could not be opened. If it was meanwhile, by another thread, that counts: this look is an old one. */
    synchronized void stayClosed(PartitionStatus reason) {
        if (!(status instanceof PartitionStatus.Running)) {
            become(reason);
        }
    }

    /** It does not go on, or no longer for the same reason; each change is said in the log, once. What waits is given up. */
    synchronized void become(PartitionStatus newStatus) {
        opened = null;
        waiting = nothingWaits();
        retryAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauses.nextBackOff());
        if (newStatus.equals(status)) {
            return;
        }
        status = newStatus;
        switch (newStatus) {
            case PartitionStatus.Stopped(String cause) -> say(LOG.atError(), cause, "stopped: a person is needed");
            case PartitionStatus.Waiting(String cause) -> say(LOG.atWarn(), cause, "waiting");
            case PartitionStatus.Running running -> throw new IllegalStateException("bug: only an opened one runs");
        }
    }

    /** Whether it is time to try to open it again: the longer it fails, the longer it is left alone. */
    synchronized boolean isDueToOpen(long nowNanos) {
        return !(status instanceof PartitionStatus.Running) && nowNanos - retryAtNanos >= 0;
    }

    private void say(LoggingEventBuilder line, String cause, String what) {
        line.addKeyValue("partition", id).addKeyValue("cause", cause).log(what);
    }

    /**
     * Takes the position that was found, once; the caller seeks there.
     *
     * @return what is to be counted because a commit turned out to have happened, and where to go; empty when there is nothing new
     */
    synchronized Optional<Seek> takeSeek() {
        Opened at = opened;
        if (at == null) {
            return Optional.empty();
        }
        opened = null;
        source = at.source();
        nextOffset = at.nextOffset();
        broughtOffset = at.nextOffset();
        waiting = nothingWaits();
        OutcomeCounts happened = OutcomeCounts.NONE;
        if (unresolved != null && at.nextOffset() >= unresolved.pendingNextOffset()) {
            happened = unresolved.pending();
        }
        unresolved = null;
        return Optional.of(new Seek(at, happened));
    }

    /**
     * Brings what was polled. For the consumer's thread.
     *
     * @param behindOffset the first offset that was not polled
     * @param caughtUp     whether the log has nothing behind it
     * @param topicIds     asked for after the poll: an id that is still the same then was so when the records were fetched
     * @return whether a writer has to be called
     */
    boolean bring(List<ConsumerRecord<byte[], byte[]>> polled, long behindOffset, boolean caughtUp,
            TopicCatalog.Asked topicIds, IngestObserver observer) {
        long from;
        synchronized (this) {
            if (!isRunning()) {
                return false;
            }
            from = broughtOffset;
        }
        List<Received<E>> decoded = decode(polled, from);
        return !decoded.isEmpty() && add(decoded, polled, behindOffset, caughtUp, topicIds, observer);
    }

    private List<Received<E>> decode(List<ConsumerRecord<byte[], byte[]>> polled, long from) {
        List<Received<E>> decoded = new ArrayList<>(polled.size());
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            if (record.offset() >= from) {
                InputRecord input = ConsumedRecords.input(record);
                decoded.add(Received.of(record.offset(), input, topic.decoder().decode(input)));
            }
        }
        return decoded;
    }

    private synchronized boolean add(List<Received<E>> decoded, List<ConsumerRecord<byte[], byte[]>> polled,
            long behindOffset, boolean caughtUp, TopicCatalog.Asked topicIds, IngestObserver observer) {
        if (!isRunning()) {
            // and does not run again before this thread has gone to where it was opened
            return false;
        }
        waiting.add(decoded, polled, caughtUp, topicIds, observer);
        broughtOffset = behindOffset;
        return callWriter(waiting.isDue(topic.waitingRecordsMax()));
    }

    /**
     * Whether a writer has to be called although there is more to come: it does not come, or all together hold too much. The caller
     * calls it.
     */
    synchronized boolean callWriterIfOverdue(boolean crowded, long nowNanos, long nanosMax) {
        return isRunning() && callWriter(waiting.isOverdue(nowNanos, crowded ? 0 : nanosMax));
    }

    private boolean callWriter(boolean due) {
        boolean call = due && !writing;
        writing |= call;
        return call;
    }

    /** Takes all that waits. For a writer that was called; empty when there is nothing to do, and then the writer is done. */
    synchronized Optional<WaitingRecords.Taken<E>> take() {
        Source from = source;
        if (!isRunning() || from == null || waiting.size() == 0) {
            doneWriting();
            return Optional.empty();
        }
        WaitingRecords<E> taken = waiting;
        waiting = nothingWaits();
        writingBytes = taken.heapBytes();
        return Optional.of(taken.asBatch(from, nextOffset, broughtOffset));
    }

    ApplyResult apply(Slice<E> batch) {
        return engine.apply(batch);
    }

    /** What became of it; answers whether the writer has to come again. */
    synchronized boolean applied(Slice<E> batch, ApplyResult result) {
        writingBytes = 0;
        keepWhole = result instanceof ApplyResult.Unkept || (keepWhole && !(result instanceof ApplyResult.Done));
        if (result instanceof ApplyResult.Unresolved unknown) {
            unresolved = unknown;
        }
        PartitionStatus after = PartitionStatus.after(result);
        if (!(after instanceof PartitionStatus.Running)) {
            become(after);
        } else if (nextOffset == batch.fromOffset()) {
            nextOffset = batch.nextOffset();
            pauses = REOPENING.start();
        }
        if (isRunning() && waiting.isDue(topic.waitingRecordsMax())) {
            return true;
        }
        doneWriting();
        return false;
    }

    private synchronized void doneWriting() {
        writing = false;
        notifyAll();
    }

    /** The applied offset, if it is another than when it was last asked for: for tools that show lag. */
    synchronized OptionalLong takeHint() {
        if (source == null || nextOffset == hintedOffset) {
            return OptionalLong.empty();
        }
        hintedOffset = nextOffset;
        return OptionalLong.of(nextOffset);
    }

    /** It is this thread's no longer: takes no more records and gives up those that wait; a writer at work comes to its end. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            waiting = nothingWaits();
            engine.close();
        }
    }

    /**
     * Waits until no writer is at work, but not for ever: whoever comes after is kept apart by the fence, too.
     *
     * @param endNanos how long at most, as {@link System#nanoTime} says it
     */
    synchronized void awaitWriter(long endNanos) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            while (writing && millis > 0) {
                wait(millis);
                millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
