package dev.accountrisk.model;

import org.jspecify.annotations.Nullable;

/** One record to send. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sent
public record LoadRecord(String topic, byte @Nullable [] key, byte @Nullable [] value, long timestampMillis) {}
