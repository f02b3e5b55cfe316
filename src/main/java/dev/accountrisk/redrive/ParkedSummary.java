package dev.accountrisk.redrive;

import org.jspecify.annotations.Nullable;

/**
 * A parked record in a list: what it is and why it is there, without its bytes.
 *
 * @param timestampMillis the record's own
 */
public record ParkedSummary(long id, String state, String reason, @Nullable String account, @Nullable String entryId,
        String topic, int partition, long offset, long timestampMillis, String detail) {}
