package dev.accountrisk.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** How many records one chunk of a log has. {@code TopicLogsIT} reads real logs. */
class LogReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final int RECORDS = 100;
    private static final int ASKED_FOR = 60;
    private static final byte[] NOTHING = {};

    @Test
    void smallRecordsComeAsAskedFor() throws BrokerException {
        assertThat(chunks(200)).containsExactly(60, 40);
    }

    @Test
    void largeRecordsComeInSmallChunks() throws BrokerException {
        int fitting = (int) ((LogReader.CHUNK_BYTES_MAX + (1 << 20) - 1) >> 20);
        assertThat(fitting).as("of the heap of this test").isLessThan(ASKED_FOR);
        assertThat(chunks(1 << 20)).startsWith(fitting, fitting);
    }

    @Test
    void aPauseOfTheCallerIsNoStall() throws BrokerException {
        AtomicLong nowNanos = new AtomicLong();
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        try (LogReader reader = new LogReader(consumer, consumer::close, PARTITION, 0, 2, nowNanos::get)) {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.schedulePollTask(() -> consumer.addRecord(record(0, 1)));
            assertThat(reader.next(1, () -> false)).hasSize(1);
            nowNanos.addAndGet(TimeUnit.MINUTES.toNanos(20));
            consumer.schedulePollTask(() -> {});
            consumer.schedulePollTask(() -> consumer.addRecord(record(1, 1)));
            assertThat(reader.next(1, () -> false)).hasSize(1);
        }
    }

    @Test
    void aLogThatGivesNothingWhileItIsReadIsAStall() {
        AtomicLong nowNanos = new AtomicLong();
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        try (LogReader reader = new LogReader(consumer, consumer::close, PARTITION, 0, 2,
                () -> nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(50)))) {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            assertThatThrownBy(() -> reader.next(1, () -> false)).isInstanceOf(BrokerException.class)
                    .hasMessageContaining("none for 120 s");
        }
    }

    @Test
    void aRecordThatIsRefusedIsNamedWithTheReason() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        try (LogReader reader = new LogReader(consumer, consumer::close, PARTITION, 7, RECORDS)) {
            consumer.setPollException(
                    new RecordDeserializationException(DeserializationExceptionOrigin.VALUE, PARTITION,
                            7, 0, TimestampType.CREATE_TIME, null, null, new RecordHeaders(), "cannot be read",
                            new RecordTooLargeException("it has 99 bytes")));

            assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> reader.next(1, () -> false))
                    .withMessage(
                            "Kafka: records of t-0 from offset 7: t-0 at offset 7: RecordTooLargeException: it has 99"
                                    + " bytes");
        }
    }

    private static List<Integer> chunks(int valueBytes) throws BrokerException {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        List<Integer> chunks = new ArrayList<>();
        try (LogReader reader = new LogReader(consumer, consumer::close, PARTITION, 0, RECORDS)) {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            // one record a poll
            for (long offset = 0; offset < RECORDS; offset++) {
                long at = offset;
                consumer.schedulePollTask(() -> consumer.addRecord(record(at, valueBytes)));
            }
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(ASKED_FOR, () -> false);
                if (chunk.isEmpty()) {
                    return chunks;
                }
                assertThat(chunk.getFirst().offset()).isEqualTo(chunks.stream().mapToInt(Integer::intValue).sum());
                chunks.add(chunk.size());
            }
        }
    }

    /** It says that it is large, which is enough here. */
    private static ConsumerRecord<byte[], byte[]> record(long offset, int valueBytes) {
        return new ConsumerRecord<>("t", 0, offset, 0, TimestampType.CREATE_TIME, -1, valueBytes, NOTHING, NOTHING,
                new RecordHeaders(), Optional.empty());
    }
}
