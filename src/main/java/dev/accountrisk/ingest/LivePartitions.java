package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.ingest.partition.LivePartition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that are assigned to this worker now. */
final class LivePartitions {
    private final Map<TopicPartition, LivePartition<?>> partitions = new ConcurrentHashMap<>();
    private final Map<String, Topic<?>> topics;
    private final Engines engines;

    LivePartitions(List<Topic<?>> topics, Engines engines) {
        this.topics = topics.stream().collect(Collectors.toMap(Topic::name, topic -> topic));
        this.engines = engines;
    }

    Collection<String> topics() {
        return topics.keySet();
    }

    /** Adds a partition that was assigned to this thread's consumer, and closes it for any other consumer of this worker. */
    LivePartition<?> add(TopicPartition id) {
        Topic<?> topic = topics.get(id.topic());
        if (topic == null) {
            throw new IllegalStateException("bug: " + id.topic() + " is no topic of this worker");
        }
        LivePartition<?> partition = newPartition(id, topic);
        LivePartition<?> before = partitions.put(id, partition);
        if (before != null) {
            before.close();
        }
        return partition;
    }

    private <E extends Entry> LivePartition<E> newPartition(TopicPartition id, Topic<E> topic) {
        return new LivePartition<>(id, topic, engines.open(topic));
    }

    @Nullable
    LivePartition<?> get(TopicPartition id) {
        return partitions.get(id);
    }

    /** Removes partitions that this thread's consumer has lost, unless another consumer of this worker has them by now. */
    List<LivePartition<?>> remove(Collection<TopicPartition> ids) {
        List<LivePartition<?>> removed = ofThisThread().stream()
                .filter(partition -> ids.contains(partition.id()) && partitions.remove(partition.id(), partition))
                .toList();
        removed.forEach(LivePartition::close);
        return removed;
    }

    /** Removes all partitions, because no consumer is left. */
    void removeAll() {
        for (LivePartition<?> partition : all()) {
            if (partitions.remove(partition.id(), partition)) {
                partition.close();
            }
        }
    }

    Collection<LivePartition<?>> all() {
        return List.copyOf(partitions.values());
    }

    /** The partitions of the calling thread's consumer. */
    List<LivePartition<?>> ofThisThread() {
        return partitions.values().stream().filter(LivePartition::isOwnedByThisThread).toList();
    }

    /** About how many bytes of the heap all records take that wait or are being applied. */
    long heldBytes() {
        return partitions.values().stream().mapToLong(partition -> partition.queue().heldBytes()).sum();
    }
}
