package dev.accountrisk.consumer.budget;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Limits one poll by its bytes after decompression. The client limits a poll by records only, and a fetch by bytes before
 * decompression: 1.1 MB of log became 480 MB of heap. But the client deserializes a record just before it adds it to the poll,
 * returns the records that it has if that fails, and tries the same record again at the next poll. So deserializing fails once the
 * budget is spent. The first record of a poll always passes. A record without key and value is not counted, because the client
 * deserializes nothing of it. One thread uses a budget.
 */
public final class PollBudget {
    /** Key and value of the largest record that is read; a larger one stops its partition. The client has it in memory by then. */
    public static final int RECORD_BYTES_MAX = 33 << 20;

    private static final int POLL_BYTES_MAX = 16 << 20;
    private static final int SHARE_OF_HEAP = 32;

    private final long bytesMax;
    private long spentBytes;
    /** The bytes so far of the key and the value that are being read. */
    private long recordBytes;
    /** Its headers. The client hands the same ones to the reader of its key and to that of its value, and either may be absent. */
    private @Nullable Headers record;

    /** A budget that suits the heap. */
    public PollBudget() {
        this(Math.min(POLL_BYTES_MAX, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    PollBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** A poll begins. */
    public void renew() {
        spentBytes = 0;
        recordBytes = 0;
        record = null;
    }

    /** Adds to a consumer's settings that it keeps to this budget. */
    public Map<String, Object> addTo(Map<String, Object> configuration) {
        Map<String, Object> budgeted = new HashMap<>(configuration);
        budgeted.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BudgetedDeserializer.class);
        budgeted.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BudgetedDeserializer.class);
        budgeted.put(BudgetedDeserializer.BUDGET, this);
        return budgeted;
    }

    /** How much a record that was read takes: its key, its value and its headers. */
    public static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0L, record.serializedKeySize()) + Math.max(0L, record.serializedValueSize())
                + bytes(record.headers());
    }

    /** Reads keys. */
    Deserializer<byte[]> keys() {
        return new Bytes() {
            @Override
            public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
                begin(headers);
                return take(data);
            }
        };
    }

    /** Reads values. */
    Deserializer<byte[]> values() {
        return new Bytes() {
            @Override
            @SuppressWarnings("ReferenceEquality") // the headers of another record may be equal
            public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
                if (headers != record) {
                    begin(headers);
                }
                return take(data);
            }
        };
    }

    private void begin(Headers headers) {
        if (spentBytes >= bytesMax) {
            throw new SerializationException("the budget of this poll is spent: the next poll returns the record");
        }
        spentBytes += bytes(headers);
        recordBytes = 0;
        record = headers;
    }

    private byte[] take(ByteBuffer data) {
        recordBytes += data.remaining();
        if (recordBytes > RECORD_BYTES_MAX) {
            throw new RecordTooLargeException("key and value have " + recordBytes + " bytes or more, at most "
                    + RECORD_BYTES_MAX + " are read");
        }
        spentBytes += data.remaining();
        return Utils.toArray(data);
    }

    private static long bytes(Headers headers) {
        long bytes = 0;
        for (Header header : headers.toArray()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    /** The client calls the form with a buffer. */
    private abstract static class Bytes implements Deserializer<byte[]> {
        @Override
        public byte[] deserialize(String topic, byte[] data) {
            throw new IllegalStateException("bug: the client reads from buffers");
        }

        @Override
        public abstract byte[] deserialize(String topic, Headers headers, ByteBuffer data);
    }
}
