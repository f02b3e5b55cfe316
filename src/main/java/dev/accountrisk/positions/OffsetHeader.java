package dev.accountrisk.positions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The header in which a mirror keeps the offset that a record had in the old log: a decimal number as text, or eight bytes, the highest
 * first.
 *
 * @param name of the header
 */
record OffsetHeader(String name) {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}");

    /** The offset that the record had. */
    long of(ConsumerRecord<byte[], byte[]> copied) throws PositionRefusedException {
        Header header = copied.headers().lastHeader(name);
        byte[] value = header == null ? null : header.value();
        if (value != null) {
            String text = new String(value, StandardCharsets.ISO_8859_1);
            if (DECIMAL.matcher(text).matches()) {
                return Long.parseLong(text);
            }
            if (value.length == Long.BYTES && value[0] >= 0) {
                return ByteBuffer.wrap(value).getLong();
            }
        }
        throw new PositionRefusedException("--offset-header", "the record at offset " + copied.offset() + " of "
                + copied.topic() + "-" + copied.partition()
                + (value == null ? " has no header " + name : " has no offset in its header " + name));
    }
}
