package dev.accountrisk.engine.record;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.Ids;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One record as it arrived, with what the decoder made of it.
 *
 * @param timestampMillis the record's own timestamp in epoch milliseconds
 * @param key             the key's bytes, in case the record is parked
 * @param value           the value's bytes, in case the record is parked
 * @param accountKey      the key of an invalid record as the contract has it
 * @param headers         what a later decoding needs of the headers, in case the record is parked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record Received<E extends Entry>(long offset, long timestampMillis, byte @Nullable [] key,
        byte @Nullable [] value, Decoded<E> decoded, byte @Nullable [] accountKey, byte @Nullable [] headers) {

    /** A record whose key is its account and that needs no headers. */
    public Received(long offset, long timestampMillis, byte @Nullable [] key, byte @Nullable [] value,
            Decoded<E> decoded) {
        this(offset, timestampMillis, key, value, decoded, key, null);
    }

    /** A record as it arrived, decoded. One that is ignored comes without its bytes, because it is never parked. */
    public static <E extends Entry> Received<E> of(InputRecord record, RecordDecoder<E> decoder) {
        Decoded<E> decoded = decoder.decode(record);
        return switch (decoded) {
            case Decoded.Ignored<E> _ -> new Received<>(record.offset(), record.timestampMillis(), null, null, decoded);
            case Decoded.Valid<E> _ -> new Received<>(record.offset(), record.timestampMillis(), record.key(),
                    record.value(), decoded, record.key(), decoder.keptHeaders(record));
            case Decoded.Invalid<E> _ -> new Received<>(record.offset(), record.timestampMillis(), record.key(),
                    record.value(), decoded, decoder.accountKey(record), decoder.keptHeaders(record));
        };
    }

    /** The account: of an invalid record the one that its key names, or null if it names none. */
    public @Nullable String account() {
        if (decoded instanceof Decoded.Valid<E>(E event)) {
            return event.accountUuid();
        }
        return accountKey != null && Ids.isValid(accountKey)
                ? new String(accountKey, StandardCharsets.US_ASCII)
                : null;
    }

    /** Whether the record can be applied. */
    public boolean isValid() {
        return decoded instanceof Decoded.Valid<E>;
    }

    /** The same record with the bytes of another value. */
    public Received<E> withValue(byte @Nullable [] other) {
        return new Received<>(offset, timestampMillis, key, other, decoded, accountKey, headers);
    }

    /** The same record, as one that cannot be applied. */
    public Received<E> parkedAs(ParkReason reason, String detail) {
        return new Received<>(offset, timestampMillis, key, value, new Decoded.Invalid<>(reason, detail, entryId()),
                decoded instanceof Decoded.Valid<E>(E event)
                        ? event.accountUuid().getBytes(StandardCharsets.US_ASCII)
                        : accountKey,
                headers);
    }

    /** The event's or command's id, or null if the record does not have a valid one. */
    public @Nullable String entryId() {
        return switch (decoded) {
            case Decoded.Valid<E>(E event) -> event.entryId();
            case Decoded.Invalid<E> invalid -> invalid.entryId();
            case Decoded.Ignored<E> _ -> null;
        };
    }
}
