package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PolledRecords;
import dev.accountrisk.ingest.partition.StartPoint;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition of the topic {@code t} with one record that waits for a writer. */
final class WaitingPartition {
    private WaitingPartition() {}

    static LivePartition<RiskUpdate> of(int number, String topicId, Topic<RiskUpdate> topic, Engines engines) {
        LivePartition<RiskUpdate> partition = new LivePartition<>(new TopicPartition("t", number), topic,
                engines.open(topic));
        runWithOneRecord(partition, topicId, topic);
        return partition;
    }

    /** Lets the partition run from its start, with one record that waits for a writer. */
    static void runWithOneRecord(LivePartition<RiskUpdate> partition, String topicId, Topic<RiskUpdate> topic) {
        int number = partition.id().partition();
        partition.life().found(new StartPoint(new Source("t", topicId, number), 7, -1));
        assertThat(partition.life().run()).isPresent();
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", number, 7, new byte[0], new byte[0]);
        List<Received<RiskUpdate>> decoded = List.of(Received.of(ConsumedRecords.input(record), topic.decoder()));
        assertThat(partition.queue()
                .enqueue(decoded, new PolledRecords(List.of(record), 8, -1, true), (name, counts) -> {}))
                .as("a writer is called")
                .isTrue();
    }
}
