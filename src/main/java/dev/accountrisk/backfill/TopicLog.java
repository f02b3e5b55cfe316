package dev.accountrisk.backfill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the broker says of a topic's log. */
public final class TopicLog {
    private static final long TIMEOUT_SECONDS = 20;
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final String topic;

    /** A topic by its name. Each question waits for the broker, 20 s at most. */
    public TopicLog(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /** The topic's id and how many partitions it has; empty when there is no such topic. */
    public record Identity(String topicId, int partitions) {}

    public Optional<Identity> identity() throws Exception {
        try {
            TopicDescription found = await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
            return found == null
                    ? Optional.empty()
                    : Optional.of(new Identity(found.topicId().toString(), found.partitions().size()));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The first offset that each partition holds. */
    public Map<Integer, Long> beginnings(int partitions) throws Exception {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset behind the last record of each partition that may be read. */
    public Map<Integer, Long> ends(int partitions) throws Exception {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** The offset of each partition's first record of a time or later; -1 where there is none. */
    Map<Integer, Long> ofTime(int partitions, long epochMillis) throws Exception {
        return offsets(partitions, OffsetSpec.forTimestamp(epochMillis));
    }

    private Map<Integer, Long> offsets(int partitions, OffsetSpec spec) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), spec);
        }
        Map<Integer, Long> offsets = new TreeMap<>();
        await(admin.listOffsets(asked, COMMITTED).all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    private static <T> T await(KafkaFuture<T> answer) throws Exception {
        return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
