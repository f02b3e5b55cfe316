package dev.accountrisk.engine.record;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record as it arrived, with what the decoder made of it.
 *
 * @param timestampMillis the record's own timestamp in epoch milliseconds
 * @param key             the key's bytes, in case the record is parked
 * @param value           the value's bytes, in case the record is parked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record Received<E extends Entry>(long offset, long timestampMillis, byte @Nullable [] key,
        byte @Nullable [] value, Decoded<E> decoded) {

    /** A record at an offset, as it arrived. */
    public static <E extends Entry> Received<E> of(long offset, InputRecord record, Decoded<E> decoded) {
        return new Received<>(offset, record.timestampMillis(), record.key(), record.value(), decoded);
    }

    /** Whether the record can be applied. */
    public boolean isValid() {
        return decoded instanceof Decoded.Valid<E>;
    }

    /** The same record, as one that cannot be applied. */
    public Received<E> parkedAs(ParkReason reason, String detail) {
        return new Received<>(offset, timestampMillis, key, value, new Decoded.Invalid<>(reason, detail, entryId()));
    }

    /** The event's or command's id, or null if the record does not have a valid one. */
    public @Nullable String entryId() {
        return switch (decoded) {
            case Decoded.Valid<E>(E event) -> event.entryId();
            case Decoded.Invalid<E> invalid -> invalid.entryId();
        };
    }
}
