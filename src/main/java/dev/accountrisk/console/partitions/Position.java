package dev.accountrisk.console.partitions;

import java.time.Instant;

/**
 * How far a partition has been applied, by MySQL.
 *
 * @param nextOffset the first offset that is not applied
 * @param movedAt    when the row changed last
 */
record Position(String topic, int partition, String topicId, long nextOffset, Outcomes outcomes, Instant movedAt) {
    String name() {
        return topic + "-" + partition;
    }
}
