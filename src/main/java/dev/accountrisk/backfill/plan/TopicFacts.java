package dev.accountrisk.backfill.plan;

import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What is known of a topic when a run is planned.
 *
 * @param beginnings the first offset that each log still holds
 * @param positions  the live positions
 * @param ends       the offset after each log's last record
 */
public record TopicFacts(Topic<?> topic, TopicIdentity identity, Map<TopicPartition, Long> beginnings,
        Map<Source, Position> positions, Map<TopicPartition, Long> ends, RangeFinder.FirstSince firstSince) {}
