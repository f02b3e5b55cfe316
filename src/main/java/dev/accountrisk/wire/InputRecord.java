package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;

/**
 * A record as it arrived, before anybody decoded it.
 *
 * @param key             the record's key, or null if it has none
 * @param headers         the record's headers
 * @param timestampMillis the record's own timestamp in epoch milliseconds, or {@link #NO_TIMESTAMP}
 * @param value           the record's value, or null if it has none
 * @param partition       the partition that the record is in, or {@link #NO_POSITION}
 * @param offset          the record's offset, or {@link #NO_POSITION}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record InputRecord(byte @Nullable [] key, RecordHeaders headers, long timestampMillis, byte @Nullable [] value,
        int partition, long offset) {

    /** The timestamp of a record that has none, as Kafka reports it. */
    public static final long NO_TIMESTAMP = -1;
    /** The partition and the offset of a record that is in no partition. */
    public static final int NO_POSITION = -1;

    /** A record without a position. */
    public InputRecord(byte @Nullable [] key, RecordHeaders headers, long timestampMillis, byte @Nullable [] value) {
        this(key, headers, timestampMillis, value, NO_POSITION, NO_POSITION);
    }

    /** The same record with another value. */
    public InputRecord withValue(byte @Nullable [] other) {
        return new InputRecord(key, headers, timestampMillis, other, partition, offset);
    }

    /** The same record with another key. */
    public InputRecord withKey(byte @Nullable [] other) {
        return new InputRecord(other, headers, timestampMillis, value, partition, offset);
    }

    /** The same record with other headers. */
    public InputRecord withHeaders(RecordHeaders other) {
        return new InputRecord(key, other, timestampMillis, value, partition, offset);
    }

    /** A record without headers and position. */
    public InputRecord(byte @Nullable [] key, long timestampMillis, byte @Nullable [] value) {
        this(key, RecordHeaders.NONE, timestampMillis, value);
    }
}
