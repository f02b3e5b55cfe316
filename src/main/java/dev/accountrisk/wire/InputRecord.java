package dev.accountrisk.wire;

import org.jspecify.annotations.Nullable;

/**
 * A record as it arrived, before anybody decoded it.
 *
 * @param key             the record's key, or null if it has none
 * @param headers         the record's headers
 * @param timestampMillis the record's own timestamp in epoch milliseconds, or -1 if it has none
 * @param value           the record's value, or null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record InputRecord(byte @Nullable [] key, RecordHeaders headers, long timestampMillis, byte @Nullable [] value) {

    /** A record without headers. */
    public InputRecord(byte @Nullable [] key, long timestampMillis, byte @Nullable [] value) {
        this(key, RecordHeaders.NONE, timestampMillis, value);
    }
}
