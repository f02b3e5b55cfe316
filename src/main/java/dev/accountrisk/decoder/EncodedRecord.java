package dev.accountrisk.decoder;

import org.jspecify.annotations.Nullable;

/** A record whose value is not JSON yet. */
public interface EncodedRecord {
    /** The name of the topic. */
    String topic();

    /** The partition, or -1 if the record is in none. */
    int partition();

    /** The offset, or -1 if the record is in no partition. */
    long offset();

    /** The record's own timestamp in epoch milliseconds, or -1 if it has none. */
    long timestampMillis();

    /** The key, or null if there is none. */
    byte @Nullable [] key();

    /** The value. */
    byte[] value();

    /** The last header of this name, or null. A decoder sees the headers that {@link ValueDecoder#headers} names. */
    byte @Nullable [] header(String name);
}
