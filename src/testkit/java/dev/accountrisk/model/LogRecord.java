package dev.accountrisk.model;

import org.jspecify.annotations.Nullable;

/** One record of a topic as a consumer sees it. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read
public record LogRecord(
        String topic,
        int partition,
        long offset,
        long timestampMillis,
        byte @Nullable [] key,
        byte @Nullable [] value) {}
