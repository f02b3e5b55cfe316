package dev.accountrisk.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the broker is asked whether a log was cut, and what its answers mean. {@code CutLogIT} asks real brokers. */
class LogHistoryTest {
    private static final TopicPartition ID = new TopicPartition("t", 0);
    private static final LogEnd END = new LogEnd(30, 4);

    private final AtomicInteger opened = new AtomicInteger();
    private @Nullable KafkaException answer;
    private final LogHistory history = new LogHistory(this::open);

    @Test
    void nobodyIsAskedIfNobodyCanHaveCutTheLog() throws Exception {
        assertThat(history.cutBelow(ID, 20, 4, END)).as("the same leader").isEmpty();
        assertThat(history.cutBelow(ID, 20, -1, END)).as("an unknown epoch").isEmpty();
        assertThat(history.cutBelow(ID, 20, 3, new LogEnd(30, -1))).as("a broker that reports no epoch").isEmpty();

        assertThat(opened).hasValue(0);
    }

    @Test
    void aLaterLeaderIsAskedEachTimeThroughOneConsumer() throws Exception {
        assertThat(history.cutBelow(ID, 20, 3, END)).isEmpty();
        answer = new LogTruncationException(Map.of(ID, 20L), Map.of(ID, new OffsetAndMetadata(12)));

        assertThat(history.cutBelow(ID, 20, 3, END)).hasValue(12);
        assertThat(opened).hasValue(1);
    }

    @Test
    void anOlderLeaderHasNotTheLastWord() {
        assertThatThrownBy(() -> history.cutBelow(ID, 20, 5, END)).isInstanceOf(BrokerException.class)
                .hasMessageContaining("is at leader epoch 4, older than epoch 5");
    }

    @Test
    void aConsumerThatFailedIsReplaced() throws Exception {
        answer = new TimeoutException("no answer");
        assertThatThrownBy(() -> history.cutBelow(ID, 20, 3, END)).isInstanceOf(BrokerException.class)
                .hasMessageContaining("no answer");
        answer = null;

        assertThat(history.cutBelow(ID, 20, 3, END)).isEmpty();
        assertThat(opened).hasValue(2);
    }

    private MockConsumer<byte[], byte[]> open() {
        opened.incrementAndGet();
        var consumer = new MockConsumer<byte[], byte[]>("none") {
            @Override
            public synchronized long position(TopicPartition id, Duration timeout) {
                if (answer != null) {
                    throw answer;
                }
                return super.position(id, timeout);
            }
        };
        consumer.updateEndOffsets(Map.of(ID, 30L));
        return consumer;
    }
}
