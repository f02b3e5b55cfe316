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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which of the partitions that do not run are tried, and when. No server answers. */
class PartitionKeeperTest {
    private static final int PARTITIONS = 6;
    /** Longer than the pause after a first failure. */
    private static final long PAUSE_MILLIS = 300;

    private final Engines engines = new Engines(new ApplySettings(Lane.AUTO, RiskOrder.OCCURRED_AT, true, 10),
            new Transactions(new DriverManagerDataSource("jdbc:of-nothing:")), AccountLocks.NONE,
            () -> RiskPolicy.DEFAULT, EngineObserver.NONE);
    private final LivePartitions partitions = new LivePartitions(List.of(new TopicReader<RiskUpdate>("t",
            (key, value, timestamp) -> new Decoded.Invalid<>(ParkReason.EMPTY, "empty"), engines::riskEngine,
            () -> {}, 1)));

    @Test
    void oneThatCannotBeOpenedKeepsNoOtherFromItsTurn() throws InterruptedException {
        IntStream.range(0, PARTITIONS).forEach(number -> partitions.add(new TopicPartition("t", number)));
        LivePartition<?> sick = partitions.all().iterator().next();
        List<TopicPartition> tried = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 200,
                "request.timeout.ms", 100))) {
            PartitionKeeper keeper = new PartitionKeeper(partitions, partition -> {
                tried.add(partition.id());
                if (partition == sick) {
                    partition.stayClosed(new PartitionStatus.Waiting("it has no leader"));
                } else {
                    partition.open(new LivePartition.Opened(new Source("t", "id", partition.id().partition()), 0, -1));
                }
            }, new TopicCatalog(admin));

            keeper.tick();
            assertThat(tried).as("the others would mostly wait for the same server").containsExactly(sick.id());
            Thread.sleep(PAUSE_MILLIS);
            keeper.tick();
            assertThat(tried).hasSize(PARTITIONS + 1).endsWith(sick.id());
            keeper.tick();
            assertThat(tried).as("it is left alone for a while").hasSize(PARTITIONS + 1);
        }
    }
}
