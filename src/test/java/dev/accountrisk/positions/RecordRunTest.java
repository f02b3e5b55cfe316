package dev.accountrisk.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordRunTest {
    private static final long TIME = 100;

    @Test
    void aRunIsFoundAfterARepetitionOfItsFirstRecord() {
        RecordRun run = new RecordRun(List.of(record(0, TIME, "a"), record(1, TIME, "a"), record(2, TIME, "b")));
        assertThat(List.of(run.endsWith(record(50, TIME, "a")), run.endsWith(record(51, TIME, "a")),
                run.endsWith(record(53, TIME, "a")), run.endsWith(record(54, TIME, "b"))))
                .containsExactly(false, false, false, true);
        assertThat(run.firstOffset()).isEqualTo(51);
    }

    @Test
    void timestampAndKeyAndValueMustBeTheSame() {
        ConsumerRecord<byte[], byte[]> wanted = record(0, TIME, "a");
        assertThat(new RecordRun(List.of(wanted)).endsWith(record(7, TIME + 1, "a"))).isFalse();
        assertThat(new RecordRun(List.of(wanted)).endsWith(record(7, TIME, "b"))).isFalse();
        assertThat(new RecordRun(List.of(wanted)).endsWith(record(7, TIME, "a", "another key"))).isFalse();
        assertThat(new RecordRun(List.of(wanted)).endsWith(record(7, TIME, "a"))).isTrue();
    }

    @Test
    void aRunBeginsNotBeforeItsLeastTimestamp() {
        assertThat(new RecordRun(List.of(record(0, 9, "a"), record(1, 3, "b"), record(2, 5, "c"))).leastTimestamp())
                .isEqualTo(3);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp, String value) {
        return record(offset, timestamp, value, "key");
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp, String value, String key) {
        return new ConsumerRecord<>("t", 0, offset, timestamp, TimestampType.CREATE_TIME, -1, -1,
                key.getBytes(StandardCharsets.UTF_8), Arrays.copyOf(value.getBytes(StandardCharsets.UTF_8), 3),
                new RecordHeaders(), Optional.empty());
    }
}
