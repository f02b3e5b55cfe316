package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;

/**
 * A record as it arrived, before anybody decoded it.
 *
 * @param key             the record's key, or null if it has none
 * @param headers         the record's headers
 * @param timestampMillis the record's own timestamp in epoch milliseconds, or {@link #NO_TIMESTAMP}
 * @param value           the record's value, or null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record InputRecord(byte @Nullable [] key, RecordHeaders headers, long timestampMillis, byte @Nullable [] value) {

    /** The timestamp of a record that has none, as Kafka reports it. */
    public static final long NO_TIMESTAMP = -1;

    /** A record without headers. */
    public InputRecord(byte @Nullable [] key, long timestampMillis, byte @Nullable [] value) {
        this(key, RecordHeaders.NONE, timestampMillis, value);
    }
}
