package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import org.jspecify.annotations.Nullable;

/**
 * A parked record in a list: what it is and why it is there, without its bytes. The components are named as the attributes of
 * the row: a query selects these columns and no others.
 *
 * @param account         the account that the record's key names, or null if the key is no valid id
 * @param timestampMillis the record's own
 */
public record ParkedSummary(long id, ParkedState state, ParkReason reason, @Nullable String account,
        @Nullable String entryId, String topic, int partition, long offset, long timestampMillis, String detail) {}
