package dev.accountrisk.servers;

import java.util.List;

/** The worker's four topics under names that no other test uses, and a consumer group to go with them. */
public record FreshTopics(String riskUpdates, String commands, String events, String parked, String group) {

    public static FreshTopics named(String prefix) {
        return new FreshTopics(prefix + ".risk.updates", prefix + ".commands", prefix + ".events", prefix + ".parked",
                prefix);
    }

    public void create(KafkaServer kafka, int partitions) {
        for (String topic : List.of(riskUpdates, commands, events, parked)) {
            kafka.createTopic(topic, partitions);
        }
    }
}
