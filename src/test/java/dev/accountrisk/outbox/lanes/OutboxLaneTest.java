package dev.accountrisk.outbox.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** Which lane an account has. */
class OutboxLaneTest {
    @Test
    void itIsThePartitionThatKafkaWouldChoose() {
        assertThat(accounts()).allSatisfy(account -> assertThat(OutboxLane.of(account))
                .isEqualTo(partition(account, OutboxLane.COUNT)));
    }

    @Test
    void aPartitionHasOneLaneWhereTheirNumbersFit() {
        assertThat(accounts()).allSatisfy(account -> assertThat(OutboxLane.of(account))
                .isEqualTo(partition(account, 12) % OutboxLane.COUNT));
    }

    @Test
    void accountsAreInAllLanes() {
        assertThat(accounts().map(OutboxLane::of).distinct()).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    /** Rows that wait in a database were divided so, and another version must find the same. */
    @Test
    void itStaysTheSame() {
        assertThat(Stream.of("dc57ktzmtiwp", "8", "0199f1a2-7c11-7000-8000-5c1e0b6f2a10").map(OutboxLane::of))
                .containsExactly(1, 3, 1);
    }

    private static int partition(String account, int partitions) {
        return BuiltInPartitioner.partitionForKey(account.getBytes(StandardCharsets.UTF_8), partitions);
    }

    private static Stream<String> accounts() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.generate(() -> Long.toString(random.nextLong() >>> 1, 36)).limit(1_000);
    }
}
