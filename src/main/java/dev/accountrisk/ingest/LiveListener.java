package dev.accountrisk.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * What the consumer's threads call: with the partitions they are given, and with what they poll. They bring records and go on
 * polling; whatever is in a partition's way, the group keeps its member.
 */
final class LiveListener implements BatchConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {
    /** Less than the container waits for its end. */
    private static final long WRITERS_MILLIS_MAX = 20_000;
    private static final int MANY_RECORDS = 1_000;

    private final LivePartitions partitions;
    private final PartitionOpener opener;
    private final TopicCatalog catalog;
    private final ConsumerSteering steering;
    private final Writers writers;
    private final IngestObserver observer;

    LiveListener(LivePartitions partitions, PartitionOpener opener, TopicCatalog catalog,
            ConsumerSteering steering, Writers writers, IngestObserver observer) {
        this.partitions = partitions;
        this.opener = opener;
        this.catalog = catalog;
        this.steering = steering;
        this.writers = writers;
        this.observer = observer;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        boolean away = false;
        for (TopicPartition id : assigned) {
            LivePartition<?> partition = partitions.add(id);
            // anywhere, for a consumer that has no position fails to poll
            consumer.seekToBeginning(List.of(id));
            // a server that is away is waited for once and not for each partition: the group would take this one for dead
            if (!away) {
                opener.open(partition);
            }
            away = partition.status() instanceof PartitionStatus.Waiting;
        }
        var _ = steering.steer(consumer);
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        List<LivePartition<?>> removed = partitions.remove(revoked);
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WRITERS_MILLIS_MAX);
        removed.forEach(partition -> partition.awaitWriter(endNanos));
        ConsumerSteering.hint(consumer, removed);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
        partitions.remove(lost);
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
        TopicCatalog.Asked topicIds = catalog.askForIds(topics(polled.partitions()));
        List<TopicPartition> unknown = new ArrayList<>();
        for (TopicPartition id : polled.partitions()) {
            LivePartition<?> partition = partitions.get(id);
            if (partition == null || !partition.isOwnedByThisThread()) {
                unknown.add(id);
            } else if (partition.bring(polled.records(id), behind(polled, id),
                    isCaughtUp(consumer, polled.records(id).size(), id), topicIds, observer)) {
                writers.call(partition);
            }
        }
        if (!unknown.isEmpty()) {
            // polled, so they are this consumer's, whatever a slower one of this worker has said since; after the others, for
            // this seeks, and what was polled before a seek must not be brought after it
            onPartitionsAssigned(consumer, unknown);
        }
    }

    /** The offset behind what was polled: markers of transactions take offsets and are no records. */
    private static long behind(ConsumerRecords<byte[], byte[]> polled, TopicPartition id) {
        long behindLast = polled.records(id).getLast().offset() + 1;
        OffsetAndMetadata next = polled.nextOffsets().get(id);
        return next == null ? behindLast : Math.max(behindLast, next.offset());
    }

    /** Few records are all there were; after many the consumer is asked, which takes it longer than the answer is worth after few. */
    private static boolean isCaughtUp(Consumer<?, ?> consumer, int records, TopicPartition id) {
        return records < MANY_RECORDS || consumer.currentLag(id).orElse(0) == 0;
    }

    private static Set<String> topics(Set<TopicPartition> ids) {
        return ids.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }
}
