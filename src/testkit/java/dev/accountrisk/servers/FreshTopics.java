package dev.accountrisk.servers;

import java.util.List;
import java.util.Map;

/** The worker's four topics under names that no other test uses, and a consumer group to go with them. */
public record FreshTopics(String riskUpdates, String commands, String events, String parked, String group) {

    public static FreshTopics named(String prefix) {
        return new FreshTopics(prefix + ".risk.updates", prefix + ".commands", prefix + ".events", prefix + ".parked",
                prefix);
    }

    public void create(KafkaServer kafka, int partitions) {
        create(kafka, partitions, Map.of());
    }

    public void create(KafkaServer kafka, int partitions, Map<String, String> config) {
        for (String topic : List.of(riskUpdates, commands, events, parked)) {
            kafka.createTopic(topic, partitions, config);
        }
    }

    /** As the worker's settings. */
    public Map<String, String> asProperties() {
        return Map.of("account-risk.topics.risk-updates", riskUpdates, "account-risk.topics.commands", commands,
                "account-risk.topics.events", events, "account-risk.topics.parked", parked,
                "spring.kafka.consumer.group-id",
                group);
    }
}
