package dev.accountrisk.ingest;

import dev.accountrisk.consumer.PollHandler;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.ingest.partition.StartPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings a consumer in line with its partitions around each poll: it seeks to the start of opened partitions, pauses those that
 * cannot take records now, and resumes the others. Whatever other threads decide about a partition is carried out here, on the
 * consumer's own thread, so no order of events can leave a partition paused that may resume. Belongs to one consumer.
 */
final class FlowControl implements PollHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FlowControl.class);
    private static final int SHARE_OF_HEAP = 8;
    /**
     * Whatever waits may become one transaction, parked records with all their bytes. With a poll and the largest record on top it
     * stays below what Group Replication accepts, 150,000,000 bytes, also in a worker with a large heap.
     */
    private static final long HELD_BYTES_LIMIT = 80L << 20;
    private static final long HELD_BYTES_MAX = heldBytesMax(Runtime.getRuntime().maxMemory());
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LivePartitions partitions;
    private final Writers writers;
    private final CommitHints hints = new CommitHints();

    FlowControl(LivePartitions partitions, Writers writers) {
        this.partitions = partitions;
        this.writers = writers;
    }

    /** An eighth of the heap for records that wait, over all partitions: a fifth caused a third more collections of the whole heap when it was measured. */
    static long heldBytesMax(long heapBytes) {
        return Math.min(heapBytes / SHARE_OF_HEAP, HELD_BYTES_LIMIT);
    }

    @Override
    public boolean beforePoll(Consumer<?, ?> consumer) {
        hints.commitNowAndThen(consumer, partitions.ofThisThread());
        return steer(consumer);
    }

    /** Seeks, pauses and resumes; returns whether all partitions take records. */
    boolean steer(Consumer<?, ?> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> paused = consumer.paused();
        boolean crowded = partitions.heldBytes() >= HELD_BYTES_MAX;
        List<TopicPartition> toPause = new ArrayList<>();
        List<TopicPartition> toResume = new ArrayList<>();
        boolean allTake = true;
        List<LivePartition<?>> toWrite = new ArrayList<>();
        long nowNanos = System.nanoTime();
        try {
            for (LivePartition<?> partition : partitions.ofThisThread()) {
                TopicPartition id = partition.id();
                if (!assigned.contains(id)) {
                    continue;
                }
                partition.life().run().ifPresent(start -> seek(consumer, partition, start));
                if (partition.queue().flush(crowded, nowNanos, OVERDUE_NANOS)) {
                    toWrite.add(partition);
                }
                boolean takes = partition.queue().takesRecords(crowded) || partition.life().takeFetchToDrop();
                allTake &= takes;
                if (takes == paused.contains(id)) {
                    (takes ? toResume : toPause).add(id);
                }
            }
        } finally {
            // also when a seek failed: nobody calls for them again
            writers.call(toWrite);
        }
        if (!toPause.isEmpty()) {
            consumer.pause(toPause);
        }
        if (!toResume.isEmpty()) {
            consumer.resume(toResume);
        }
        return allTake;
    }

    /**
     * Moves partitions past offsets that hold no record to apply (aborted transactions, markers): the consumer's position is past
     * them, and no record arrived.
     */
    @Override
    public void afterPoll(ConsumerRecords<byte[], byte[]> polled) {
        List<LivePartition<?>> toWrite = new ArrayList<>();
        try {
            polled.nextOffsets().forEach((id, next) -> {
                LivePartition<?> partition = partitions.get(id);
                if (partition != null && partition.isOwnedByThisThread() && polled.records(id).isEmpty()
                        && partition.queue().pass(next.offset(), next.leaderEpoch().orElse(-1))) {
                    toWrite.add(partition);
                }
            });
        } finally {
            // also after an error: nobody calls for them again
            writers.call(toWrite);
        }
    }

    @Override
    public void positionLost(TopicPartition id, String cause) {
        LivePartition<?> partition = partitions.get(id);
        if (partition != null && partition.isOwnedByThisThread()) {
            partition.life()
                    .fail(PartitionStatus.waiting("the log no longer holds the position that the consumer had (" + cause
                            + "); the worker compares MySQL's position with the log"));
        }
    }

    @Override
    public void unreadable(TopicPartition id, String cause) {
        LivePartition<?> partition = partitions.get(id);
        if (partition != null && partition.isOwnedByThisThread()) {
            partition.life().failToRead(cause);
        }
    }

    private static void seek(Consumer<?, ?> consumer, LivePartition<?> partition, StartPoint start) {
        TopicPartition id = partition.id();
        try {
            consumer.seek(id, new OffsetAndMetadata(start.nextOffset(),
                    start.leaderEpoch() < 0 ? Optional.empty() : Optional.of(start.leaderEpoch()), ""));
        } catch (RuntimeException failure) {
            // it would continue from wherever the consumer is
            partition.life().fail(PartitionStatus.waiting("the consumer did not go to its position"));
            throw failure;
        }
        // the benchmark waits for this text; a partition that had trouble logs its resumption instead, once it runs
        LOG.atLevel(partition.life().state().status().isRunning() ? Level.INFO : Level.DEBUG)
                .addKeyValue("partition", id)
                .addKeyValue("offset", start.nextOffset())
                .log("partition opened");
    }
}
