package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionState;
import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an action is, and what it waits for.
 *
 * @param headline the first sentence of its page
 */
record ActionStatus(String headline, List<Trouble> troubles) {
    /** Workers look once a second. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);
    private static final String PARTITIONS = "/partitions";

    /**
     * Says it.
     *
     * @param workers how many workers report
     * @param before  the action that must end before this one begins, or null
     */
    static ActionStatus of(ActionView action, int workers, @Nullable Long before, Instant now) {
        return new ActionStatus(headline(action, now),
                action.ended() ? List.of() : troubles(action, workers, before, now));
    }

    private static String headline(ActionView action, Instant now) {
        String name = "Action " + action.id();
        return switch (action.state()) {
            case WAITING -> waiting(action, name, now);
            case RUNNING -> name + (action.cancelledBy() == null
                    ? " is running."
                    : " is being cancelled: its worker ends the current step.");
            case DONE -> name + " is done.";
            case STOPPED -> name + " ended early: a record stayed parked.";
            case CANCELLED -> name + " is cancelled. What was done before stays done.";
            case FAILED -> name + " failed.";
        };
    }

    private static String waiting(ActionView action, String name, Instant now) {
        if (action.cancelledBy() != null) {
            return name + " is cancelled: no worker takes it.";
        }
        if (action.unconfirmed()) {
            return action.confirmable(now)
                    ? name + " waits for a second person: nothing is done yet."
                    : name + " was not confirmed in time: nothing is done.";
        }
        return name + " waits: nothing is done yet.";
    }

    private static List<Trouble> troubles(ActionView action, int workers, @Nullable Long before, Instant now) {
        if (action.unconfirmed()) {
            return action.confirmable(now)
                    ? List.of(new Trouble(Weight.WARN, "Somebody else must confirm it.",
                            action.doneBy() + " asked for it, and cannot be the second person.",
                            "Another approver reads what it does, and confirms or cancels it on this page.",
                            "/actions/" + action.id()))
                    : List.of();
        }
        if (workers == 0) {
            return List.of(new Trouble(Weight.BAD, "No worker runs.", "Only a worker carries an action out:",
                    "it begins or continues when one runs.", PARTITIONS));
        }
        if (action.abandoned(now)) {
            return List.of(new Trouble(Weight.WARN, "Its worker ended without a word.",
                    "What was done stays done, and is not done twice.", "Another worker takes it within seconds.",
                    PARTITIONS));
        }
        if (action.state() != ActionState.WAITING || action.askedAt().plus(TAKEN_WITHIN).isAfter(now)) {
            return List.of();
        }
        return List.of(before == null
                ? new Trouble(Weight.WARN, "Workers run, but none carries it out.",
                        "They may be of a version without actions, or MySQL refuses it to them.",
                        "Their log names the cause: actions of the console wait.", PARTITIONS)
                : new Trouble(Weight.WARN, "It waits for action " + before + ".",
                        "Actions on records are carried out one after another, and so are those on positions.",
                        "Cancel the other one if this one cannot wait.", "/actions/" + before));
    }
}
