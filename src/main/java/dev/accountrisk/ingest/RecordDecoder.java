package dev.accountrisk.ingest;

import dev.accountrisk.wire.Decoded;
import org.jspecify.annotations.Nullable;

/** Reads the records of a topic. */
@FunctionalInterface
public interface RecordDecoder<T> {
    /** Reads one record; never throws on bad bytes. */
    Decoded<T> decode(byte @Nullable [] key, byte @Nullable [] value, long timestampMillis);
}
