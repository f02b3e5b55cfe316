package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.apply.AccountLocks;
import dev.accountrisk.apply.ApplySettings;
import dev.accountrisk.apply.EngineObserver;
import dev.accountrisk.apply.Engines;
import dev.accountrisk.apply.Lane;
import dev.accountrisk.apply.Source;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the consuming thread, the keeper and a writer do to one partition at the same moment. No server answers. */
class LiveListenerTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final LivePartition.Opened OPENED = new LivePartition.Opened(new Source("t", "id", 0), 7, -1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 200,
            "request.timeout.ms", 100));
    private final Engines engines = new Engines(new ApplySettings(Lane.AUTO, RiskOrder.OCCURRED_AT, true, 10),
            new Transactions(new DriverManagerDataSource("jdbc:of-nothing:")), AccountLocks.NONE,
            () -> RiskPolicy.DEFAULT, EngineObserver.NONE);
    private final LivePartitions partitions = new LivePartitions(List.of(new TopicReader<RiskUpdate>("t",
            (key, value, timestamp) -> new Decoded.Invalid<>(ParkReason.EMPTY, "empty"), engines::riskEngine,
            () -> {}, 1)));
    private final IngestObserver observer = (topic, counts) -> {};
    private final Writers writers = new Writers(1, observer);
    private final ConsumerSteering steering = new ConsumerSteering(partitions, writers, observer);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ID));
        consumer.updateBeginningOffsets(Map.of(ID, 0L));
        TopicCatalog catalog = new TopicCatalog(admin);
        IngestSettings settings = new IngestSettings(1, 1, IngestSettings.StartFrom.EARLIEST, Set.of());
        new LiveListener(partitions, new PartitionOpener(catalog, engines.positions(), settings), catalog, steering,
                writers, observer).onPartitionsAssigned(consumer, List.of(ID));
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
