package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parked records are meant. An empty or null criterion does not filter.
 *
 * @param fromMillis  the record's own timestamp is this or later
 * @param untilMillis the record's own timestamp is earlier
 */
public record ParkedSelection(List<Long> ids, List<ParkReason> reasons, List<String> accounts, @Nullable String topic,
        @Nullable Long fromMillis, @Nullable Long untilMillis) {

    /** Whether no criterion filters. */
    public boolean isEverything() {
        return ids.isEmpty() && reasons.isEmpty() && accounts.isEmpty() && topic == null && fromMillis == null
                && untilMillis == null;
    }
}
