package dev.accountrisk.ingest;

import dev.accountrisk.apply.ApplyResult;
import dev.accountrisk.apply.OutcomeCounts;
import dev.accountrisk.apply.Received;
import dev.accountrisk.apply.Source;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One assigned partition. Opened by whichever thread finds its position, consumed by its consumer's thread only; what both see
 * is handed over as one value.
 */
final class LivePartition {
    private static final Logger LOG = LoggerFactory.getLogger(LivePartition.class);

    private final TopicPartition id;
    private final long ownerThreadId = Thread.currentThread().threadId();
    private final PartitionConsumer<?> consumer;
    private volatile PartitionStatus status = new PartitionStatus.Waiting("not opened yet");
    private volatile @Nullable Opened opened;
    private volatile long nextOffset = -1;
    private volatile @Nullable Source source;
    private ApplyResult.@Nullable Unresolved unresolved;

    /** Where the partition goes on. */
    record Opened(Source source, long nextOffset, int leaderEpoch) {}

    LivePartition(TopicPartition id, PartitionConsumer<?> consumer) {
        this.id = id;
        this.consumer = consumer;
    }

    TopicPartition id() {
        return id;
    }

    /** A worker has several consumers, and a partition may pass from one to another before the first hears that it lost it. */
    boolean isOwnedByThisThread() {
        return ownerThreadId == Thread.currentThread().threadId();
    }

    PartitionStatus status() {
        return status;
    }

    /** The first offset that is not applied, or -1 when the partition has not been opened. */
    long nextOffset() {
        return nextOffset;
    }

    /**
     * The position is known: the consumer has to go there before what it polls may be applied. Of two threads that found one,
     * the first counts: by the time of the second the partition may be further.
     */
    synchronized void open(Opened at) {
        if (!(status instanceof PartitionStatus.Running)) {
            opened = at;
            status = new PartitionStatus.Running();
        }
    }

    /** It does not go on, or no longer for the same reason; each change is said in the log, once. */
    synchronized void become(PartitionStatus newStatus) {
        opened = null;
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
        OutcomeCounts happened = OutcomeCounts.NONE;
        if (unresolved != null && at.nextOffset() >= unresolved.pendingNextOffset()) {
            happened = unresolved.pending();
        }
        unresolved = null;
        return Optional.of(new Seek(at, happened));
    }

    /** Where to go, and what is to be counted first. */
    record Seek(Opened to, OutcomeCounts happened) {}

    boolean isRunning() {
        return status instanceof PartitionStatus.Running && source != null;
    }

    String topicId() {
        Source known = source;
        return known == null ? "" : known.topicId();
    }

    /** Applies what was polled. */
    ApplyResult apply(List<ConsumerRecord<byte[], byte[]>> records) {
        return apply(consumer, records);
    }

    private <T> ApplyResult apply(PartitionConsumer<T> typed, List<ConsumerRecord<byte[], byte[]>> records) {
        List<Received<T>> decoded = typed.decode(records, nextOffset);
        Source from = source;
        if (decoded.isEmpty() || from == null) {
            return new ApplyResult.Done(OutcomeCounts.NONE);
        }
        ConsumerRecord<byte[], byte[]> last = records.getLast();
        ApplyResult result = typed.apply(from, nextOffset, last.offset() + 1, last.leaderEpoch().orElse(-1), decoded);
        if (result instanceof ApplyResult.Done) {
            nextOffset = last.offset() + 1;
        } else if (result instanceof ApplyResult.Unresolved unknown) {
            unresolved = unknown;
        }
        return result;
    }

    void close() {
        consumer.close();
    }
}
