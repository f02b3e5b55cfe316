package dev.accountrisk.actions;

import dev.accountrisk.job.StopSignal;
import java.util.OptionalLong;

/** Carries actions out. Whatever it does can be begun again: what is done is not done twice. */
interface Work {
    /**
     * Carries one out.
     *
     * @param stop set when the work must end after its current step
     */
    ActionEnd carryOut(OperatorAction action, StopSignal stop) throws Exception;

    /** How many records of the action are still parked; empty if it has none, or its work has not begun. Another thread asks. */
    OptionalLong left(OperatorAction action);
}
