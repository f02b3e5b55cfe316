package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that this worker is assigned at the moment. */
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

    /** Adds a partition that this thread's consumer was assigned; what another consumer of this worker had of it is closed. */
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

    /** Removes partitions that this thread's consumer has lost; not those that another of this worker was assigned since. */
    List<LivePartition<?>> remove(Collection<TopicPartition> ids) {
        List<LivePartition<?>> removed = ofThisThread().stream()
                .filter(partition -> ids.contains(partition.id()) && partitions.remove(partition.id(), partition))
                .toList();
        removed.forEach(LivePartition::close);
        return removed;
    }

    /** Removes all: no consumer is left. */
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

    /** Those of the calling thread's consumer. */
    List<LivePartition<?>> ofThisThread() {
        return partitions.values().stream().filter(LivePartition::isOwnedByThisThread).toList();
    }

    /** About how much of the heap all records take that wait or are being applied. */
    long heldBytes() {
        return partitions.values().stream().mapToLong(partition -> partition.queue().heldBytes()).sum();
    }
}
