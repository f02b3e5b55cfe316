package dev.accountrisk.ingest;

import dev.accountrisk.apply.ApplyResult;
import dev.accountrisk.apply.OutcomeCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * What the consumer's threads call: with the partitions they are given, and with what they poll. A partition that cannot go on
 * is paused and its consumer set back; the thread goes on polling, so that the group keeps its member.
 */
final class LiveListener implements BatchConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveListener.class);

    private final LivePartitions partitions;
    private final PartitionOpener opener;
    private final TopicCatalog catalog;
    private final PausedPartitions paused;
    private final IngestObserver observer;

    LiveListener(LivePartitions partitions, PartitionOpener opener, TopicCatalog catalog, PausedPartitions paused,
            IngestObserver observer) {
        this.partitions = partitions;
        this.opener = opener;
        this.catalog = catalog;
        this.paused = paused;
        this.observer = observer;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        boolean away = false;
        for (TopicPartition id : assigned) {
            LivePartition partition = partitions.add(id);
            // a server that is away is waited for once and not for each partition: the group would take this one for dead
            if (!away) {
                opener.open(partition);
            }
            away = partition.status() instanceof PartitionStatus.Waiting;
            goThere(consumer, partition);
        }
    }

    private void goThere(Consumer<?, ?> consumer, LivePartition partition) {
        Optional<LivePartition.Seek> seek = partition.takeSeek();
        if (seek.isPresent()) {
            seek(consumer, partition.id(), seek.get().to());
            paused.resume(partition.id());
        } else {
            // anywhere, for a consumer that has no position fails to poll; what it polls there is not applied
            consumer.seekToBeginning(List.of(partition.id()));
            standStill(partition);
        }
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        partitions.remove(revoked);
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
        List<LivePartition> ready = readyPartitions(polled, consumer);
        if (!ready.isEmpty()) {
            applyAll(polled, ready, consumer);
        }
    }

    /** The partitions whose records may be applied; those that were opened meanwhile are set to their position first. */
    private List<LivePartition> readyPartitions(ConsumerRecords<byte[], byte[]> polled, Consumer<?, ?> consumer) {
        List<LivePartition> ready = new ArrayList<>();
        for (TopicPartition id : polled.partitions()) {
            LivePartition partition = partitions.get(id);
            if (partition == null || !partition.isOwnedByThisThread()) {
                // polled, so it is this consumer's, whatever a slower one of this worker has said since
                onPartitionsAssigned(consumer, List.of(id));
                continue;
            }
            Optional<LivePartition.Seek> seek = partition.takeSeek();
            if (seek.isPresent()) {
                observer.counted(id.topic(), seek.get().happened());
                seek(consumer, id, seek.get().to());
            } else if (partition.isRunning()) {
                ready.add(partition);
            }
        }
        return ready;
    }

    private void applyAll(ConsumerRecords<byte[], byte[]> polled, List<LivePartition> ready, Consumer<?, ?> consumer) {
        // asked after the poll: an id that is still the same now was so when the records were fetched
        Set<String> topics = new HashSet<>();
        ready.forEach(partition -> topics.add(partition.id().topic()));
        TopicCatalog.Asked asked = catalog.askForIds(topics);
        Map<String, String> topicIds;
        try {
            topicIds = asked.topicIds();
        } catch (BrokerUnavailableException unavailable) {
            ready.forEach(partition -> pause(consumer, partition,
                    new PartitionStatus.Waiting(String.valueOf(unavailable.getMessage()))));
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
        for (LivePartition partition : ready) {
            if (!partition.topicId().equals(topicIds.get(partition.id().topic()))) {
                pause(consumer, partition, new PartitionStatus.Stopped("topic " + partition.id().topic()
                        + " was deleted and made again"));
            } else if (applyAndTell(partition, polled.records(partition.id()), consumer)) {
                hints.put(partition.id(), new OffsetAndMetadata(partition.nextOffset()));
            }
        }
        if (!hints.isEmpty()) {
            commitHints(consumer, hints);
        }
    }

    private boolean applyAndTell(LivePartition partition, List<ConsumerRecord<byte[], byte[]>> records,
            Consumer<?, ?> consumer) {
        try (BatchLog log = BatchLog.of(partition.id(), records)) {
            IngestObserver.Ending ending = observer.began(partition.id(), records);
            String outcome = "failed";
            try {
                ApplyResult result = apply(partition, records, consumer);
                outcome = result.getClass().getSimpleName();
                LOG.debug("{}", result);
                return result instanceof ApplyResult.Done;
            } finally {
                ending.ended(outcome);
            }
        }
    }

    private ApplyResult apply(LivePartition partition, List<ConsumerRecord<byte[], byte[]>> records,
            Consumer<?, ?> consumer) {
        ApplyResult result;
        try {
            result = partition.apply(records);
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("partition", partition.id())
                    .log("a batch failed in a way that nobody foresaw");
            result = new ApplyResult.Stopped(OutcomeCounts.NONE, bug.getClass().getSimpleName());
        }
        observer.counted(partition.id().topic(), result.counts());
        switch (result) {
            case ApplyResult.Done done -> {
            }
            case ApplyResult.FenceLost lost -> pause(consumer, partition,
                    new PartitionStatus.Waiting("the position was moved by another writer"));
            case ApplyResult.Unavailable away -> pause(consumer, partition, new PartitionStatus.Waiting(away.cause()));
            case ApplyResult.Unresolved unknown -> pause(consumer, partition,
                    new PartitionStatus.Waiting("outcome of a commit unknown: " + unknown.cause()));
            case ApplyResult.Stopped stopped ->
                pause(consumer, partition, new PartitionStatus.Stopped(stopped.cause()));
        }
        return result;
    }

    private void pause(Consumer<?, ?> consumer, LivePartition partition, PartitionStatus status) {
        partition.become(status);
        if (partition.nextOffset() >= 0) {
            // back before what was polled: at the end of the log nothing else would be polled, and nobody would seek
            consumer.seek(partition.id(), partition.nextOffset());
        }
        standStill(partition);
    }

    /** The keeper may have opened the partition, and let it go on, a moment before it is paused here: then it goes on. */
    private void standStill(LivePartition partition) {
        paused.pause(partition.id());
        if (partition.status() instanceof PartitionStatus.Running) {
            paused.resume(partition.id());
        }
    }

    private static void seek(Consumer<?, ?> consumer, TopicPartition id, LivePartition.Opened to) {
        consumer.seek(id, new OffsetAndMetadata(to.nextOffset(),
                to.leaderEpoch() < 0 ? Optional.empty() : Optional.of(to.leaderEpoch()), ""));
        LOG.atInfo().addKeyValue("partition", id).addKeyValue("offset", to.nextOffset()).log("opened");
    }

    /** For lag tools only: a commit that fails is none to worry about, the next one comes with the next poll. */
    private static void commitHints(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> hints) {
        consumer.commitAsync(hints, (offsets, failure) -> {
            if (failure != null) {
                LOG.debug("the hint of the offsets was not taken", failure);
            }
        });
    }
}
