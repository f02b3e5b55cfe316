package dev.accountrisk.commands;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.account.ParkReason;
import org.jspecify.annotations.Nullable;

/** Which parked commands hold back the later commands of their account. */
final class HoldBack {
    private HoldBack() {}

    /**
     * Whether a parked command holds its account back: its effect is not known, and it is none of the workers' own.
     *
     * @param commandId of the parked command, or null if it has no valid one
     */
    static boolean holdsBack(ParkReason reason, @Nullable String commandId) {
        return reason.holdsBack() && (commandId == null || !ExpiryIds.isExpiryId(commandId));
    }
}
