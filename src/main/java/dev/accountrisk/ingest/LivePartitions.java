package dev.accountrisk.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that this worker has at the moment. */
final class LivePartitions {
    private final Map<TopicPartition, LivePartition<?>> partitions = new ConcurrentHashMap<>();
    private final Map<String, TopicReader<?>> readers;

    LivePartitions(List<TopicReader<?>> readers) {
        this.readers = readers.stream().collect(Collectors.toMap(TopicReader::topic, reader -> reader));
    }

    Collection<String> topics() {
        return readers.keySet();
    }

    /** Adds a partition that this thread's consumer was given; what another consumer of this worker had of it is closed. */
    LivePartition<?> add(TopicPartition id) {
        TopicReader<?> reader = readers.get(id.topic());
        if (reader == null) {
            throw new IllegalStateException("no reader of " + id.topic());
        }
        LivePartition<?> partition = reader.open(id);
        LivePartition<?> before = partitions.put(id, partition);
        if (before != null) {
            before.close();
        }
        return partition;
    }

    @Nullable
    LivePartition<?> get(TopicPartition id) {
        return partitions.get(id);
    }

    /** Removes partitions that this thread's consumer has lost; not those that another of this worker has been given since. */
    List<LivePartition<?>> remove(Collection<TopicPartition> ids) {
        List<LivePartition<?>> removed = ofThisThread().stream()
                .filter(partition -> ids.contains(partition.id()) && partitions.remove(partition.id(), partition))
                .toList();
        removed.forEach(LivePartition::close);
        return removed;
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
        return partitions.values().stream().mapToLong(LivePartition::heldBytes).sum();
    }
}
