package dev.accountrisk.parking;

import org.jspecify.annotations.Nullable;

/**
 * A parked record with its bytes, as they arrived.
 *
 * @param headers the headers that its decoder needs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record ParkedContent(ParkedSummary record, byte @Nullable [] key, byte @Nullable [] value,
        byte @Nullable [] headers) {}
