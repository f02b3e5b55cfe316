package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.consumer.Causes;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.ingest.partition.PolledRecords;
import dev.accountrisk.wire.ReaderUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/** Decodes and enqueues polled records, on the consumer's thread. It waits for nothing, so the group keeps its member. */
final class RecordListener implements BatchConsumerAwareMessageListener<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(RecordListener.class);
    private static final int MANY_RECORDS = 1_000;

    private final LivePartitions partitions;
    private final IdentityCheck identity;
    private final Assignments assignments;
    private final Writers writers;
    private final IngestObserver observer;

    RecordListener(LivePartitions partitions, IdentityCheck identity, Assignments assignments, Writers writers,
            IngestObserver observer) {
        this.partitions = partitions;
        this.identity = identity;
        this.assignments = assignments;
        this.writers = writers;
        this.observer = observer;
    }

    @Override
    public boolean wantsPollResult() {
        return true;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
        throw new IllegalStateException("bug: polls arrive whole");
    }

    @Override
    public void onMessage(ConsumerRecords<byte[], byte[]> polled, @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<byte[], byte[]> consumer) {
        if (consumer == null) {
            throw new IllegalStateException("bug: a poll without a consumer");
        }
        if (writers.areBusy()) {
            identity.askLater(topics(polled.partitions()));
        } else {
            identity.ask(topics(polled.partitions()));
        }
        List<TopicPartition> unknown = new ArrayList<>();
        List<LivePartition<?>> toWrite = new ArrayList<>();
        try {
            for (TopicPartition id : polled.partitions()) {
                LivePartition<?> partition = partitions.get(id);
                if (partition == null || !partition.isOwnedByThisThread()) {
                    unknown.add(id);
                } else if (decodeAndEnqueue(partition, polledOf(polled, id, consumer))) {
                    if (partition.queue().waitingRecords() < SharedBatches.LARGE_RECORDS_MIN) {
                        toWrite.add(partition);
                    } else {
                        // nothing shares with it, so it need not wait until all of the poll is decoded
                        writers.call(List.of(partition));
                    }
                }
            }
        } finally {
            // also after an error: nobody calls for them again
            writers.call(toWrite);
        }
        if (!unknown.isEmpty()) {
            // they come after the others, because this seeks, and records that were polled before a seek must not be enqueued after it
            adopt(consumer, unknown);
        }
    }

    /** Opens partitions whose records this consumer polled: they are its own, even if a slower consumer has reported otherwise since. */
    private void adopt(Consumer<?, ?> consumer, List<TopicPartition> polled) {
        try {
            assignments.onPartitionsAssigned(consumer, polled);
        } catch (IllegalStateException lost) {
            LOG.warn("the group took partitions from this consumer while it polled: nothing of {} is applied here: {}",
                    polled, lost.getMessage());
            assignments.onPartitionsLost(consumer, polled);
        }
    }

    /** A failure of one partition's decoder stops that partition and no other. What its decoder waits for, the partition waits for. */
    private <E extends Entry> boolean decodeAndEnqueue(LivePartition<E> partition, PolledRecords polled) {
        try {
            return partition.queue().enqueue(decode(partition.topic(), polled.records()), polled, observer);
        } catch (ReaderUnavailableException unavailable) {
            partition.life().fail(PartitionStatus.waiting(String.valueOf(unavailable.getMessage())));
            return false;
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("partition", partition.id())
                    .log("unexpected failure while decoding: nothing that was polled is lost, and the partition stops");
            partition.life().fail(PartitionStatus.stopped("unexpected failure: " + Causes.innermost(bug)));
            return false;
        }
    }

    private static <E extends Entry> List<Received<E>> decode(Topic<E> topic,
            List<ConsumerRecord<byte[], byte[]>> records) {
        List<Received<E>> decoded = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            decoded.add(Received.of(ConsumedRecords.input(record), topic.decoder()));
        }
        return decoded;
    }

    private static PolledRecords polledOf(ConsumerRecords<byte[], byte[]> polled, TopicPartition id,
            Consumer<?, ?> consumer) {
        List<ConsumerRecord<byte[], byte[]>> records = polled.records(id);
        long afterLast = records.getLast().offset() + 1;
        OffsetAndMetadata next = polled.nextOffsets().get(id);
        if (next == null || next.offset() < afterLast) {
            next = new OffsetAndMetadata(afterLast, records.getLast().leaderEpoch(), "");
        }
        return new PolledRecords(records, next.offset(), next.leaderEpoch().orElse(-1),
                isCaughtUp(consumer, records.size(), id));
    }

    /** A few records are all there were. After many, it asks the consumer, which would cost more than the answer is worth after few. */
    private static boolean isCaughtUp(Consumer<?, ?> consumer, int records, TopicPartition id) {
        return records < MANY_RECORDS || consumer.currentLag(id).orElse(0) == 0;
    }

    private static Set<String> topics(Set<TopicPartition> ids) {
        return ids.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }
}
