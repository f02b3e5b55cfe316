package dev.accountrisk.engine.release;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.record.Source;
import org.jspecify.annotations.Nullable;

/** A parked record, as it arrived. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record ParkedRecord(long id, Source source, long offset, long timestampMillis, byte @Nullable [] key,
        byte @Nullable [] value, ParkReason reason) {}
