package dev.accountrisk.engine.release;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.KeptHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A parked record, as it arrived.
 *
 * @param headers the headers that its decoder needs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record ParkedRecord(long id, Source source, long offset, long timestampMillis, byte @Nullable [] key,
        byte @Nullable [] value, ParkReason reason, byte @Nullable [] headers) {

    /** What a decoder sees of it. */
    public InputRecord input() {
        return new InputRecord(key, KeptHeaders.read(headers), timestampMillis, value, source.partition(), offset);
    }
}
