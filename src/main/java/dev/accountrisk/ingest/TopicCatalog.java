package dev.accountrisk.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of topics: their ids, where their partitions begin and end. */
final class TopicCatalog {
    private static final long TIMEOUT_SECONDS = 5;

    private final Admin admin;

    TopicCatalog(Admin admin) {
        this.admin = admin;
    }

    /** An answer that is on its way. */
    @FunctionalInterface
    interface Asked {
        /** Waits for the ids of the topics, by name. */
        Map<String, String> topicIds() throws BrokerUnavailableException;
    }

    /** Asks for the ids of topics, and does not wait. */
    Asked askForIds(Collection<String> topics) {
        KafkaFuture<Map<String, TopicDescription>> answer = admin.describeTopics(topics).allTopicNames();
        return () -> {
            Map<String, String> ids = new HashMap<>();
            await(answer).forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        };
    }

    /** The first offset that each partition still holds. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) throws BrokerUnavailableException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset behind the last record of each partition. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws BrokerUnavailableException {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws BrokerUnavailableException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, ListOffsetsResultInfo> answer = await(admin.listOffsets(asked).all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <V> V await(KafkaFuture<V> answer) throws BrokerUnavailableException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new BrokerUnavailableException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException(interrupted);
        }
    }
}
