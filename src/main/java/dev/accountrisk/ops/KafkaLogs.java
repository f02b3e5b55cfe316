package dev.accountrisk.ops;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.reconcile.Logs;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where logs begin and end. */
final class KafkaLogs implements Logs {
    private static final long TIMEOUT_SECONDS = 15;

    private final Admin admin;
    private final KafkaTail tail;

    KafkaLogs(Admin admin, KafkaTail tail) {
        this.admin = admin;
        this.tail = tail;
    }

    @Override
    public Map<String, String> topicIds(Collection<String> topics) throws Exception {
        Map<String, String> ids = new HashMap<>();
        describe(topics).forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        return ids;
    }

    @Override
    public Map<Partition, Long> beginnings(Collection<String> topics) throws Exception {
        return offsets(topics, OffsetSpec.earliest());
    }

    @Override
    public Map<Partition, Long> ends(Collection<String> topics) throws Exception {
        return offsets(topics, OffsetSpec.latest());
    }

    @Override
    public List<RiskUpdate> tail(String topic, Map<Partition, Long> until, int records) throws Exception {
        return tail.sets(until, records);
    }

    private Map<Partition, Long> offsets(Collection<String> topics, OffsetSpec spec) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        describe(topics).forEach((name, topic) -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), spec)));
        Map<Partition, Long> offsets = new HashMap<>();
        await(admin.listOffsets(asked).all()).forEach(
                (partition, found) -> offsets.put(new Partition(partition.topic(), partition.partition()),
                        found.offset()));
        return offsets;
    }

    private Map<String, TopicDescription> describe(Collection<String> topics) throws Exception {
        return await(admin.describeTopics(topics).allTopicNames());
    }

    private static <T> T await(KafkaFuture<T> answer) throws Exception {
        return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
