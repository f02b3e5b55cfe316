package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.ingest.partition.StartPoint;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.threads.VitalThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which of the partitions that do not run are tried, and when. No server answers. */
class PartitionKeeperTest {
    /** One alone, three at a time, and the last one alone. */
    private static final int PARTITIONS = 5;
    /** Longer than the pause after a first failure. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LivePartitions partitions = new LivePartitions(List.of(NoServers.topic(() -> {}, 1)),
            NoServers.engines());
    private final CountDownLatch processEnds = new CountDownLatch(1);
    private final VitalThreads threads = new VitalThreads(processEnds::countDown);

    @Test
    void oneThatCannotBeOpenedKeepsNoOtherFromItsTurn() {
        IntStream.range(0, PARTITIONS).forEach(number -> partitions.add(new TopicPartition("t", number)));
        LivePartition<?> sick = partitions.all().iterator().next();
        List<TopicPartition> tried = Collections.synchronizedList(new ArrayList<>());
        try (Admin admin = NoServers.admin()) {
            PartitionKeeper keeper = keeper(admin, partition -> {
                tried.add(partition.id());
                if (partition == sick) {
                    partition.life().notFound(PartitionStatus.waiting("it has no leader"));
                } else {
                    partition.life().found(new StartPoint(new Source("t", "id", partition.id().partition()), 0, -1));
                }
            });

            keeper.tick(System.nanoTime());
            assertThat(tried).as("the others would mostly wait for the same server").containsExactly(sick.id());
            keeper.tick(System.nanoTime() + PAUSE_NANOS);
            assertThat(tried).hasSize(PARTITIONS + 1).endsWith(sick.id());
            keeper.tick(System.nanoTime());
            assertThat(tried).as("it is left alone for a while").hasSize(PARTITIONS + 1);
        }
    }

    @Test
    void itsDeathIsNotedAndEndsTheProcess() {
        partitions.add(new TopicPartition("t", 0));
        try (Admin admin = NoServers.admin(); PartitionKeeper keeper = keeper(admin, partition -> {
            throw new NoClassDefFoundError("a codec");
        })) {
            keeper.start();

            Eventually.await("the process ends", Duration.ofSeconds(20), () -> processEnds.getCount() == 0);
            assertThat(threads.dead()).containsOnlyKeys("partition-keeper");
        }
    }

    private PartitionKeeper keeper(Admin admin, Consumer<LivePartition<?>> opener) {
        TopicLogs logs = new TopicLogs(admin);
        return new PartitionKeeper(partitions, opener, new IdentityCheck(logs),
                new PositionWatch(NoServers.engines().positions()), new LagMeter(logs),
                new GroupWatch(partitions, logs, new GroupMembers(admin), "g", () -> false), threads);
    }
}
