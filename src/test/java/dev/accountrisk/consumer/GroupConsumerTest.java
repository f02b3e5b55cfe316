package dev.accountrisk.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Eventually;
import dev.accountrisk.threads.VitalThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.util.StringUtils;

/** What becomes of consumers that end. No broker answers. */
@ExtendWith(OutputCaptureExtension.class)
class GroupConsumerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger handlers = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger processEnds = new AtomicInteger();
    private final VitalThreads threads = new VitalThreads(processEnds::incrementAndGet);
    private Runnable atEnd = ended::incrementAndGet;

    @Test
    void aConsumerThatCannotBeMadeIsTriedAgainAndNamed() {
        try (GroupConsumer group = group("broker.invalid:9092", new Polls(null))) {
            group.start();

            Eventually.await("tried twice", SOON, () -> ended.get() >= 2);
            assertThat(group.problem()).contains("bootstrap");
            assertThat(threads.dead()).isEmpty();
        }
    }

    @Test
    void aConsumerWhoseMemberIsFatalIsReplaced(CapturedOutput output) {
        try (GroupConsumer group = group("127.0.0.1:1", new Polls(new KafkaException("fatal for good")))) {
            group.start();

            Eventually.await("replaced twice", SOON, () -> handlers.get() >= 3);
            assertThat(ended.get()).as("its partitions were given up").isPositive();
            assertThat(group.problem()).as("why there is no member").contains("fatal for good");
            assertThat(output).as("no stack at each replacement").doesNotContain("Consumer exception");
            assertThat(StringUtils.countOccurrencesOf(output.getAll(), "this worker consumes nothing")).isOne();
            assertThat(threads.dead()).as("a new process would not help").isEmpty();
            assertThat(processEnds).hasValue(0);
        }
    }

    @Test
    void aConsumerThatEndsWithAnErrorEndsTheProcess() {
        try (GroupConsumer group = group("127.0.0.1:1", new Polls(new AssertionError("out of memory, for one")))) {
            group.start();

            Eventually.await("the process ends", SOON, () -> processEnds.get() == 1);
            assertThat(threads.dead()).containsKey("consumer");
        }
    }

    @Test
    void theSupervisorThatDiesEndsTheProcess() {
        atEnd = () -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        try (GroupConsumer group = group("broker.invalid:9092", new Polls(null))) {
            group.start();

            Eventually.await("the process ends", SOON, () -> processEnds.get() == 1);
            assertThat(threads.dead()).containsOnlyKeys("consumer-supervisor");
        } catch (OutOfMemoryError atCloseAgain) {
            assertThat(atCloseAgain).hasMessageContaining("native thread");
        }
    }

    private GroupConsumer group(String bootstrapServers, Polls polls) {
        GroupClient client = new GroupClient(Map.of("bootstrap.servers", bootstrapServers, "group.id", "g"),
                factory -> {});
        return new GroupConsumer(client, new Consumption(List.of("t"), 1, Duration.ofMillis(20), Duration.ofSeconds(5),
                () -> {
                    handlers.incrementAndGet();
                    return polls;
                }, new Ignoring(), new ConsumerAwareRebalanceListener() {
                }, () -> atEnd.run()), threads);
    }

    /** Polls that fail. */
    private record Polls(@Nullable Throwable failure) implements PollHandler {
        @Override
        public boolean beforePoll(Consumer<?, ?> consumer) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return true;
        }

        @Override
        public void afterPoll(ConsumerRecords<byte[], byte[]> polled) {}

        @Override
        public void positionLost(TopicPartition partition, String cause) {}

        @Override
        public void unreadable(TopicPartition partition, String cause) {}
    }

    /** Nothing is polled. */
    private static final class Ignoring implements BatchConsumerAwareMessageListener<byte[], byte[]> {
        @Override
        public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {}
    }
}
