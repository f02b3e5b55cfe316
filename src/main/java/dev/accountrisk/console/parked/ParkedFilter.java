package dev.accountrisk.console.parked;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.console.page.BadQuestionException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parked records are listed. A criterion that is empty or absent does not filter.
 *
 * @param after only records with a greater id
 */
record ParkedFilter(@Nullable String state, @Nullable String reason, @Nullable String topic, @Nullable String account,
        @Nullable Long after) {
    static final List<String> STATES = List.of("PARKED", "RELEASED", "DROPPED");

    ParkedFilter {
        state = state == null || state.isBlank() ? "PARKED" : state.strip();
        reason = trimmed(reason);
        topic = trimmed(topic);
        account = trimmed(account);
        if (!STATES.contains(state)) {
            throw new BadQuestionException("state is one of " + String.join(", ", STATES));
        }
        List<String> reasons = Arrays.stream(ParkReason.values()).map(ParkReason::name).toList();
        if (reason != null && !reasons.contains(reason)) {
            throw new BadQuestionException("reason is one of " + String.join(", ", reasons));
        }
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Whether anything but the open records of all kinds is asked for. */
    public boolean filters() {
        return reason != null || topic != null || account != null || !"PARKED".equals(state);
    }
}
