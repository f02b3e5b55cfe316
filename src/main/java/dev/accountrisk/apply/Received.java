package dev.accountrisk.apply;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * One record as it arrived, with what the decoder made of it.
 *
 * @param timestampMillis the record's own timestamp
 * @param key             as it arrived, for the case that it is parked; as is the value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record Received<T>(long offset, long timestampMillis, byte @Nullable [] key, byte @Nullable [] value,
        Decoded<T> decoded) {

    boolean isValid() {
        return decoded instanceof Decoded.Valid<T>;
    }

    /** The same record, found to be one that cannot be applied. */
    Received<T> parkedAs(ParkReason reason, String detail) {
        return new Received<>(offset, timestampMillis, key, value, new Decoded.Invalid<>(reason, detail, entryId()));
    }

    /** The event's or command's id, or null where the record is not in order. */
    @Nullable
    String entryId() {
        return switch (decoded) {
            case Decoded.Valid<?>(Command command) -> command.commandId();
            case Decoded.Valid<?>(RiskUpdate update) -> update.eventId();
            case Decoded.Valid<?> _ -> null;
            case Decoded.Invalid<?> invalid -> invalid.entryId();
        };
    }
}
