package dev.accountrisk.console.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parked record without its bytes. The components are named as the attributes of the row.
 *
 * @param recordTime the record's own timestamp, or null if it has none
 * @param account    the account that its key names, or null if the key is no valid id
 * @param entryId    its event id or command id, or null if it has no valid one
 */
public record ParkedLine(long id, String topic, int partition, long offset, @Nullable Instant recordTime,
        @Nullable String account, @Nullable String entryId, String reason, String detail, String state,
        Instant parkedAt,
        Instant changedAt) {
    /** Whether a release takes it: it is open, names an account, and is no conflict. */
    public boolean releasable() {
        return state.equals("PARKED") && account != null && !reason.equals("CONFLICT");
    }
}
