package dev.accountrisk.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

/** Which partitions a failed poll stops, and what ends the consumer. */
@ExtendWith(OutputCaptureExtension.class)
class PollFailuresTest {
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final TopicPartition TEN = new TopicPartition("t", 10);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, String> stopped = new HashMap<>();
    private final Map<TopicPartition, String> lost = new HashMap<>();
    private final Membership membership = new Membership();
    private final PollFailures failures = new PollFailures(new PollHandler() {
        @Override
        public boolean beforePoll(Consumer<?, ?> polling) {
            return true;
        }

        @Override
        public void afterPoll(ConsumerRecords<byte[], byte[]> polled) {}

        @Override
        public void positionLost(TopicPartition partition, String cause) {
            lost.put(partition, cause);
        }

        @Override
        public void unreadable(TopicPartition partition, String cause) {
            stopped.put(partition, cause);
        }
    }, membership);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ONE, TEN));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, TEN, 0L));
        consumer.seek(ONE, 5);
        consumer.seek(TEN, 5);
    }

    @Test
    void aChecksumThatIsWrongStopsItsPartitionWithOffsetAndCause() {
        assertThat(failures.handle(unreadable("t-10", new KafkaException(
                "Record batch for partition t-10 at offset 5 is invalid, cause: Record is corrupt (stored crc = 1)")),
                consumer)).isTrue();

        assertThat(stopped.get(TEN)).contains("from offset 5 on", "Record is corrupt (stored crc = 1)");
        assertThat(stopped).containsOnlyKeys(TEN);
        assertThat(membership.problem()).as("it is not the group's").contains("not joined");
    }

    @Test
    void noPartitionIsTakenForAnotherWhoseNameIsLonger() {
        Set<TopicPartition> assigned = Set.of(ONE, TEN, new TopicPartition("x.t", 1));

        assertThat(PollFailures.partitionOf(unreadable("t-10", null), assigned)).contains(TEN);
        assertThat(PollFailures.partitionOf(unreadable("t-1", null), assigned)).contains(ONE);
        assertThat(PollFailures.partitionOf(unreadable("x.t-1", null), assigned))
                .contains(new TopicPartition("x.t", 1));
        assertThat(PollFailures.partitionOf(unreadable("x.t-11", null), assigned)).isEmpty();
    }

    @Test
    void aCauseThatTheClientForgetsIsRemembered() {
        assertThat(failures.handle(new UnsatisfiedLinkError("no snappy in /tmp"), consumer)).isTrue();
        assertThat(stopped).as("nobody knows yet whose it is").isEmpty();

        assertThat(failures.handle(unreadable("t-1", null), consumer)).isTrue();

        assertThat(stopped.get(ONE)).contains("UnsatisfiedLinkError: no snappy in /tmp");
    }

    @Test
    void anOffsetThatTheLogDoesNotHoldIsLostAndItsPartitionCanBePolled() {
        assertThat(failures.handle(new OffsetOutOfRangeException(Map.of(ONE, 5L)), consumer)).isTrue();

        assertThat(lost).containsOnlyKeys(ONE);
        assertThat(stopped).as("whoever compares the position with the log decides").isEmpty();
        assertThat(consumer.position(ONE)).isZero();
    }

    @Test
    void whatPassesByItselfIsNamedAndPolledAgain() {
        // names a partition, but is not about its records
        assertThat(failures.handle(new TimeoutException("the position of t-1 could not be determined"), consumer))
                .isTrue();

        assertThat(stopped).isEmpty();
        assertThat(membership.problem()).contains("could not be determined");
    }

    @Test
    void aPartitionThatTheGroupTakesInTheMiddleOfAPollEndsNoConsumer() {
        assertThat(failures.handle(new IllegalStateException("No current assignment for partition t-10"), consumer))
                .isTrue();
        assertThat(stopped).as("it is another consumer's").isEmpty();

        assertThat(failures.handle(new IllegalStateException("This consumer has already been closed."), consumer))
                .isFalse();
    }

    @Test
    void aTopicThatMayNotBeReadStopsItsPartitions() {
        assertThat(failures.handle(new TopicAuthorizationException(Set.of("t")), consumer)).isTrue();

        assertThat(stopped.get(ONE)).contains("TopicAuthorizationException");
    }

    @Test
    void aFailureThatComesBackAfterGoodPollsIsLoggedOnce(CapturedOutput output) {
        for (int round = 0; round < 3; round++) {
            assertThat(failures.handle(new TopicAuthorizationException(Set.of("t")), consumer)).isTrue();
            failures.over();
        }

        assertThat(StringUtils.countOccurrencesOf(output.getAll(), "a poll failed")).isOne();
    }

    @Test
    void aMemberThatIsFatalEndsTheConsumer() {
        for (KafkaException fatal : List.of(GroupAuthorizationException.forGroupId("g"),
                new GroupMaxSizeReachedException("the group is full"), new KafkaException("whatever else"))) {
            assertThat(failures.handle(fatal, consumer)).isFalse();
            assertThat(membership.problem()).contains(String.valueOf(fatal.getMessage()));
        }
        assertThat(stopped).isEmpty();
    }

    private static KafkaException unreadable(String partition, @Nullable Exception cause) {
        return new KafkaException("Received exception when fetching the next record from " + partition
                + ". If needed, please seek past the record to continue consumption.",
                cause == null
                        ? null
                        : new KafkaException(cause.getMessage(), new CorruptRecordException(cause.getMessage())));
    }
}
