package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.ingest.partition.StartPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Partitions are opened some at a time, and none is forgotten. */
class PartitionOpeningsTest {
    private static final int PARTITIONS = 7;

    private final LivePartitions partitions = new LivePartitions(List.of(NoServers.topic(() -> {}, 1)),
            NoServers.engines());
    private final Set<Integer> opened = ConcurrentHashMap.newKeySet();

    @Test
    void thoseAfterTheFirstAreOpenedThreeAtATime() throws InterruptedException {
        CyclicBarrier three = new CyclicBarrier(3);

        new PartitionOpenings(partition -> {
            if (!opened.isEmpty()) {
                await(three);
            }
            open(partition);
        }).open(due());

        assertThat(opened).hasSize(PARTITIONS);
    }

    @Test
    void thoseAfterAGroupWithOneThatWaitsAreLeftForTheNextRound() throws InterruptedException {
        new PartitionOpenings(partition -> {
            opened.add(partition.id().partition());
            if (partition.id().partition() == 2) {
                partition.life().notFound(PartitionStatus.waiting("no answer"));
            } else {
                open(partition);
            }
        }).open(due());

        assertThat(opened).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void anErrorOfAThreadReachesTheCaller() {
        assertThatThrownBy(() -> new PartitionOpenings(partition -> {
            open(partition);
            if (partition.id().partition() == 5) {
                throw new NoClassDefFoundError("a codec");
            }
        }).open(due())).isInstanceOf(NoClassDefFoundError.class);
    }

    private List<LivePartition<?>> due() {
        List<LivePartition<?>> due = new ArrayList<>();
        IntStream.range(0, PARTITIONS).forEach(number -> partitions.add(new TopicPartition("t", number)));
        due.addAll(partitions.all());
        due.sort((one, other) -> Integer.compare(one.id().partition(), other.id().partition()));
        return due;
    }

    private void open(LivePartition<?> partition) {
        partition.life().found(new StartPoint(new Source("t", "id", partition.id().partition()), 0, -1));
        opened.add(partition.id().partition());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException late) {
            throw new IllegalStateException("others are not opened at the same time", late);
        }
    }
}
