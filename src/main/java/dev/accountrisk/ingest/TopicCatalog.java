package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.PendingAnswer;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What the broker says of topics: their ids, where their partitions begin and end. */
final class TopicCatalog {
    private final TopicLogs logs;

    TopicCatalog(Admin admin) {
        this.logs = new TopicLogs(admin);
    }

    /** An answer that is on its way. */
    @FunctionalInterface
    interface Asked {
        /** Waits for the ids of the topics, by name. */
        Map<String, String> topicIds() throws BrokerUnavailableException;
    }

    /** Asks for the ids of topics, and does not wait. */
    Asked askForIds(Collection<String> topics) {
        PendingAnswer<Map<String, TopicIdentity>> answer = logs.askForRequired(topics);
        return () -> {
            Map<String, String> ids = new HashMap<>();
            await(answer).forEach((name, topic) -> ids.put(name, topic.id()));
            return ids;
        };
    }

    /** The first offset that each partition still holds. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) throws BrokerUnavailableException {
        return await(() -> logs.beginnings(partitions));
    }

    /** The offset after the last committed record of each partition. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws BrokerUnavailableException {
        return await(() -> logs.ends(partitions));
    }

    private static <V> V await(PendingAnswer<V> answer) throws BrokerUnavailableException {
        try {
            return answer.await();
        } catch (BrokerException failure) {
            throw new BrokerUnavailableException(failure);
        }
    }
}
