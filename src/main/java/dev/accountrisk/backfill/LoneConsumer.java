package dev.accountrisk.backfill;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer of no group: it says itself what it reads, commits nothing, and takes no partition from anybody. */
public final class LoneConsumer {
    private LoneConsumer() {}

    /**
     * How such a one is configured; it fails where the log does not hold what it is to read.
     *
     * @param client how to reach the broker
     * @return a map of the caller's own
     */
    public static Map<String, Object> configuration(Map<String, Object> client) {
        Map<String, Object> configuration = new HashMap<>(client);
        configuration.keySet()
                .removeIf(name -> name.startsWith("group.") || name.equals("partition.assignment.strategy"));
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return configuration;
    }
}
