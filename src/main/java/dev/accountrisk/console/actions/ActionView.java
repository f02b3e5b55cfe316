package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action, and how far it is.
 *
 * @param what       what is asked for, in one line
 * @param records    how many parked records matched when it was asked for; null for an action on a position
 * @param corrected  whether it has a corrected value
 * @param leaseUntil until when its worker has it, unless that renews it
 * @param left       how many of the records are still parked, or null if no worker has counted yet
 * @param result     what became of it, or why it waits
 * @param second     the second person that it needs, or null if it needs none
 */
record ActionView(long id, ActionOrder order, String what, @Nullable Long records, boolean corrected, String doneBy,
        String why, Instant askedAt, @Nullable String cancelledBy, @Nullable Instant cancelledAt, ActionState state,
        @Nullable Instant leaseUntil, @Nullable String worker, @Nullable Long left, @Nullable String result,
        @Nullable Instant begunAt, @Nullable Instant endedAt, @Nullable Confirmation second) {
    /** How many of the records are no longer parked, or null if that is not known. */
    public @Nullable Long done() {
        return records == null || left == null ? null : Math.max(0, records - left);
    }

    /** Whether nothing more will happen to it. A cancelled one that waits is not begun any more. */
    public boolean ended() {
        return state.isEnded() || (state == ActionState.WAITING && cancelledBy != null);
    }

    /** Whether it can still be cancelled. */
    public boolean cancellable() {
        return !state.isEnded() && cancelledBy == null;
    }

    /** Whether it waits for a second person, who may come too late. */
    public boolean unconfirmed() {
        return state == ActionState.WAITING && cancelledBy == null && second != null && second.by() == null;
    }

    /** Whether somebody else can confirm it. */
    public boolean confirmable(Instant now) {
        return unconfirmed() && second != null && second.until().isAfter(now);
    }

    /** Whether its worker has not renewed it in time. */
    public boolean abandoned(Instant now) {
        return state == ActionState.RUNNING && leaseUntil != null && leaseUntil.isBefore(now);
    }
}
