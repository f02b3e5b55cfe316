package dev.accountrisk.actions;

import org.jspecify.annotations.Nullable;

/**
 * How the work on an action ended.
 *
 * @param state what it is from now on; {@code WAITING} if it is not done and a worker is to take it again
 * @param text  what became of it, for people
 * @param left  how many of its records are still parked, or null if that is not known or it has none
 */
record ActionEnd(ActionState state, String text, @Nullable Long left) {
    static ActionEnd failed(String text) {
        return new ActionEnd(ActionState.FAILED, text, null);
    }

    /** It is tried again. */
    static ActionEnd later(String text) {
        return new ActionEnd(ActionState.WAITING, text, null);
    }
}
