package dev.accountrisk.ingest;

import dev.accountrisk.ingest.partition.LivePartition;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** What a consumer's thread does when the group assigns partitions to it or revokes them. */
final class Assignments implements ConsumerAwareRebalanceListener {
    private final LivePartitions partitions;
    private final PartitionKeeper keeper;
    private final IngestTimes times;

    Assignments(LivePartitions partitions, PartitionKeeper keeper, IngestTimes times) {
        this.partitions = partitions;
        this.keeper = keeper;
        this.times = times;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        for (TopicPartition id : assigned) {
            var _ = partitions.add(id);
            // anywhere, because a consumer without a position fails to poll; the keeper finds the right one
            consumer.seekToBeginning(List.of(id));
        }
        // pauses them before the next poll, which would otherwise return records
        consumer.pause(assigned);
        keeper.wake();
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        List<LivePartition<?>> removed = partitions.remove(revoked);
        long endNanos = System.nanoTime() + times.writersAwaitMax().toNanos();
        removed.forEach(partition -> partition.writer().await(endNanos));
        CommitHints.commitNow(consumer, removed);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
        partitions.remove(lost);
    }
}
