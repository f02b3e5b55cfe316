package dev.accountrisk.broker;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic as it is now. A topic that was deleted and recreated has the same name and another id.
 *
 * @param partitions how many it has
 */
public record TopicIdentity(String name, String id, int partitions) {
    /** Whether it has a partition of this number. */
    public boolean has(int partition) {
        return partition >= 0 && partition < partitions;
    }

    /** Its partitions in their order. */
    public List<TopicPartition> topicPartitions() {
        return IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(name, number)).toList();
    }
}
