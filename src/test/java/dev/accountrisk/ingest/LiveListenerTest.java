package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.engine.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the consuming thread, the keeper and a writer do to one partition at the same moment. No server answers. */
class LiveListenerTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final LivePartition.Opened OPENED = new LivePartition.Opened(new Source("t", "id", 0), 7, -1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Admin admin = NoServers.admin();
    private final LivePartitions partitions = new LivePartitions(List.of(NoServers.topic(() -> {}, 1)),
            NoServers.engines());
    private final IngestObserver observer = (topic, counts) -> {};
    private final Writers writers = new Writers(1, observer);
    private LiveListener listener;
    private final ConsumerSteering steering = new ConsumerSteering(partitions, writers, observer);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ID));
        consumer.updateBeginningOffsets(Map.of(ID, 0L));
        TopicCatalog catalog = new TopicCatalog(admin);
        IngestSettings settings = new IngestSettings(1, 1, IngestSettings.StartFrom.EARLIEST, Set.of());
        listener = new LiveListener(partitions, new PartitionOpener(catalog, NoServers.engines().positions(), settings),
                catalog,
                steering, writers, observer);
        listener.onPartitionsAssigned(consumer, List.of(ID));
    }

    @AfterEach
    void close() {
        writers.close();
        admin.close();
    }

    @Test
    void aPartitionThatCannotBeOpenedStandsStill() {
        assertThat(consumer.paused()).containsExactly(ID);
        assertThat(partition().status()).isInstanceOf(PartitionStatus.Waiting.class);
        assertThat(steering.steer(consumer)).as("all take records").isFalse();
    }

    @Test
    void aPartitionThatIsOpenedGoesOnWhereItStands() {
        partition().open(OPENED);

        assertThat(steering.steer(consumer)).as("all take records").isTrue();
        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(ID)).isEqualTo(7);
    }

    @Test
    void aPartitionThatIsStoppedAndOpenedAgainGoesBackToWhereItStands() {
        partition().open(OPENED);
        steer();
        consumer.seek(ID, 20);
        partition().become(new PartitionStatus.Waiting("away"));
        steer();
        assertThat(consumer.paused()).containsExactly(ID);

        partition().open(OPENED);
        steer();

        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(ID)).isEqualTo(7);
    }

    @Test
    void whatWasPolledBeforeASeekIsNotBroughtAfterIt() {
        partition().open(OPENED);
        steer();
        TopicPartition unknown = new TopicPartition("t", 1);
        consumer.assign(List.of(ID, unknown));
        consumer.updateBeginningOffsets(Map.of(unknown, 0L));
        // polled at 20, and by then another thread has found that it has to go back to 7
        partition().become(new PartitionStatus.Waiting("away"));
        partition().open(OPENED);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();
        polled.put(unknown, List.of(new ConsumerRecord<>("t", 1, 0, new byte[0], new byte[0])));
        polled.put(ID, List.of(new ConsumerRecord<>("t", 0, 20, new byte[0], new byte[0])));

        listener.onMessage(new ConsumerRecords<>(polled, Map.of()), null, consumer);

        assertThat(partition().waitingRecords()).isZero();
        steer();
        assertThat(consumer.position(ID)).isEqualTo(7);
    }

    @Test
    void aPartitionWhoseConsumerDidNotGoThereDoesNotRun() {
        partition().open(OPENED);
        MockConsumer<byte[], byte[]> refusing = new MockConsumer<>("earliest") {
            @Override
            public synchronized void seek(TopicPartition id, OffsetAndMetadata offset) {
                throw new TimeoutException("no answer");
            }
        };
        refusing.assign(List.of(ID));

        assertThatThrownBy(() -> steering.steer(refusing)).isInstanceOf(TimeoutException.class);
        assertThat(partition().status()).isInstanceOf(PartitionStatus.Waiting.class);
    }

    @Test
    void aPartitionThatWasLostIsNotSteered() {
        partition().open(OPENED);
        partitions.remove(List.of(ID));

        assertThat(steering.steer(consumer)).as("all take records").isTrue();
        assertThat(consumer.position(ID)).isZero();
    }

    private void steer() {
        var _ = steering.steer(consumer);
    }

    private LivePartition<?> partition() {
        return Objects.requireNonNull(partitions.get(ID));
    }
}
