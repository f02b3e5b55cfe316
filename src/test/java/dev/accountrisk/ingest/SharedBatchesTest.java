package dev.accountrisk.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.ingest.SharedBatches.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which partitions share a transaction. */
class SharedBatchesTest {
    private static final String DATABASE = "one";

    @Test
    void allThatWaitWithLittleShare() {
        assertThat(choose(few("t", 3), few("t", 1), few("t", 2))).containsExactly(0, 1, 2);
    }

    @Test
    void onePartitionIsItsOwnBatch() {
        assertThat(choose(few("t", 0))).containsExactly(0);
        assertThat(choose(records(0, 100_000))).containsExactly(0);
    }

    @Test
    void partitionsOfOtherTopicsDoNotShare() {
        assertThat(choose(few("t", 0), few("u", 0), few("t", 1))).containsExactly(0, 2);
    }

    @Test
    void partitionsOfOtherDatabasesDoNotShare() {
        List<Waiting> waiting = IntStream.range(0, 6).mapToObj(partition -> few("t", partition)).toList();

        assertThat(SharedBatches.choose(waiting, id -> "database " + id.partition() % 2)).containsExactly(0, 2, 4);
        assertThat(SharedBatches.choose(waiting.subList(1, 6), id -> "database " + id.partition() % 2))
                .containsExactly(0, 2, 4);
    }

    @Test
    void aPartitionThatIsFarBehindGoesAlone() {
        assertThat(choose(records(0, 1_001), few("t", 1))).containsExactly(0);
        assertThat(choose(few("t", 0), records(1, 1_001), few("t", 2))).containsExactly(0, 2);
        assertThat(choose(records(0, 1_000), few("t", 1))).containsExactly(0, 1);
    }

    @Test
    void aPartitionThatHadMuchTheLastTimeGoesAlone() {
        Waiting after = new Waiting(new TopicPartition("t", 1), 1, 700, 1_001, false);

        assertThat(choose(few("t", 0), after, few("t", 2))).containsExactly(0, 2);
        assertThat(choose(after, few("t", 0))).containsExactly(0);
    }

    @Test
    void aPartitionWhoseLastBatchFailedGoesAloneSoThatItHoldsUpNoOther() {
        Waiting sick = new Waiting(new TopicPartition("t", 1), 10, 7_000, 10, true);

        assertThat(choose(few("t", 0), sick, few("t", 2))).containsExactly(0, 2);
        assertThat(choose(sick, few("t", 0))).containsExactly(0);
    }

    @Test
    void aPartitionThatOnlyPassesOffsetsGoesAlone() {
        assertThat(choose(few("t", 0), records(1, 0), few("t", 2))).containsExactly(0, 2);
    }

    @Test
    void onePartitionIsNotThereTwice() {
        assertThat(choose(few("t", 0), few("t", 0), few("t", 1))).containsExactly(0, 2);
    }

    @Test
    void recordsBytesAndPartitionsHaveBounds() {
        assertThat(choose(records(0, 900), records(1, 900), records(2, 900), records(3, 200)))
                .containsExactly(0, 1, 3);
        assertThat(choose(bytes(0, 3 << 20), bytes(1, 3 << 20), bytes(2, 1 << 20))).containsExactly(0, 2);
        assertThat(choose(bytes(0, 5 << 20), bytes(1, 1))).containsExactly(0);
        assertThat(SharedBatches.choose(IntStream.range(0, 100).mapToObj(partition -> few("t", partition)).toList(),
                _ -> DATABASE)).hasSize(64);
    }

    @Test
    void theLongestWaitingIsAlwaysChosenAndNothingIsChosenTwice() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 2_000; run++) {
            List<Waiting> waiting = new ArrayList<>();
            for (int count = 1 + random.nextInt(80); count > 0; count--) {
                waiting.add(new Waiting(new TopicPartition(random.nextBoolean() ? "t" : "u", random.nextInt(60)),
                        random.nextInt(random.nextBoolean() ? 100 : 3_000), random.nextInt(2 << 20),
                        random.nextInt(random.nextBoolean() ? 100 : 3_000), random.nextInt(20) == 0));
            }
            List<Integer> chosen = SharedBatches.choose(waiting, id -> "database " + id.partition() % 3);

            assertThat(chosen).startsWith(0).isSorted().doesNotHaveDuplicates();
            List<Waiting> together = chosen.stream().map(waiting::get).toList();
            assertThat(together.stream().map(Waiting::id).collect(Collectors.toSet())).hasSameSizeAs(together);
            if (together.size() > 1) {
                assertThat(together.stream().map(one -> one.id().partition() % 3).collect(Collectors.toSet()))
                        .hasSize(1);
                assertThat(together.stream().map(one -> one.id().topic()).collect(Collectors.toSet())).hasSize(1);
                assertThat(together).noneMatch(Waiting::goesAlone);
                assertThat(together.stream().mapToInt(Waiting::records).sum()).isLessThanOrEqualTo(2_000);
                assertThat(together.stream().mapToLong(Waiting::bytes).sum()).isLessThanOrEqualTo(4 << 20);
            }
        }
    }

    private static List<Integer> choose(Waiting... waiting) {
        return SharedBatches.choose(List.of(waiting), _ -> DATABASE);
    }

    private static Waiting few(String topic, int partition) {
        return new Waiting(new TopicPartition(topic, partition), 10, 7_000, 10, false);
    }

    private static Waiting records(int partition, int records) {
        return new Waiting(new TopicPartition("t", partition), records, 700L * records, 10, false);
    }

    private static Waiting bytes(int partition, long bytes) {
        return new Waiting(new TopicPartition("t", partition), 10, bytes, 10, false);
    }
}
