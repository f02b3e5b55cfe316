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
import java.util.HashSet;
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

/** What the consuming thread and the keeper do to one partition at the same moment. No server answers. */
class LiveListenerTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final LivePartition.Opened OPENED = new LivePartition.Opened(new Source("t", "id", 0), 7, -1);

    private final Set<TopicPartition> standing = new HashSet<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 200,
            "request.timeout.ms", 100));
    private final Engines engines = new Engines(new ApplySettings(Lane.AUTO, RiskOrder.OCCURRED_AT, true, 10),
            new Transactions(new DriverManagerDataSource("jdbc:of-nothing:")), AccountLocks.NONE,
            () -> RiskPolicy.DEFAULT, EngineObserver.NONE);
    private final LivePartitions partitions = new LivePartitions(List.of(new TopicReader<RiskUpdate>("t",
            (key, value, timestamp) -> new Decoded.Invalid<>(ParkReason.EMPTY, "empty"), engines::riskEngine,
            () -> {})));

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ID));
        consumer.updateBeginningOffsets(Map.of(ID, 0L));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void aPartitionThatCannotBeOpenedStandsStill() {
        listener(new Pauses()).onPartitionsAssigned(consumer, List.of(ID));

        assertThat(standing).containsExactly(ID);
        assertThat(partition().status()).isInstanceOf(PartitionStatus.Waiting.class);
    }

    @Test
    void aPartitionThatIsOpenedWhileItIsBeingPausedGoesOn() {
        listener(new Pauses() {
            @Override
            public void pause(TopicPartition id) {
                partition().open(OPENED);
                resume(id);
                super.pause(id);
            }
        }).onPartitionsAssigned(consumer, List.of(ID));

        assertThat(standing).isEmpty();
        assertThat(partition().takeSeek()).hasValueSatisfying(seek -> assertThat(seek.to()).isEqualTo(OPENED));
    }

    private LivePartition partition() {
        return Objects.requireNonNull(partitions.get(ID));
    }

    private LiveListener listener(PausedPartitions paused) {
        TopicCatalog catalog = new TopicCatalog(admin);
        IngestSettings settings = new IngestSettings(1, IngestSettings.StartFrom.EARLIEST, Set.of());
        return new LiveListener(partitions, new PartitionOpener(catalog, engines.positions(), settings), catalog,
                paused, (topic, counts) -> {});
    }

    /** Remembers who stands. */
    private class Pauses implements PausedPartitions {
        @Override
        public void pause(TopicPartition id) {
            standing.add(id);
        }

        @Override
        public void resume(TopicPartition id) {
            standing.remove(id);
        }
    }
}
