package dev.accountrisk.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetHeaderTest {
    private static final OffsetHeader HEADER = new OffsetHeader("old-offset");

    @Test
    void anOffsetIsTextOrEightBytes() throws Exception {
        assertThat(HEADER.of(record("12345678".getBytes(StandardCharsets.UTF_8)))).isEqualTo(12_345_678);
        assertThat(HEADER.of(record(ByteBuffer.allocate(8).putLong(77).array()))).isEqualTo(77);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "7 ", "seven", "1234567890123456789",
            "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> HEADER.of(record(value.getBytes(StandardCharsets.ISO_8859_1))))
                .hasMessage("--offset-header: the record at offset 5 of t-3 has no offset in its header old-offset");
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] header) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 3, 5, new byte[0], new byte[0]);
        record.headers().add("old-offset", header);
        return record;
    }
}
