package dev.accountrisk.redrive;

import dev.accountrisk.account.ParkReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parked records are meant. What is empty or null chooses nothing away.
 *
 * @param fromMillis  the record's own timestamp is not before
 * @param untilMillis the record's own timestamp is before
 */
public record Selection(List<Long> ids, List<ParkReason> reasons, List<String> accounts, @Nullable String topic,
        @Nullable Long fromMillis, @Nullable Long untilMillis) {

    /** Whether it chooses at all. */
    public boolean isEverything() {
        return ids.isEmpty() && reasons.isEmpty() && accounts.isEmpty() && topic == null && fromMillis == null
                && untilMillis == null;
    }
}
