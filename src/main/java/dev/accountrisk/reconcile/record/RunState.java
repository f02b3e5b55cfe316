package dev.accountrisk.reconcile.record;

/** How a run is, or how it ended. */
public enum RunState {
    /** Under way, or killed. */
    RUNNING,
    /** Every account was checked, and nothing was found. */
    CLEAN,
    /** Every account was checked, and something was found. */
    DRIFT,
    /** Told to stop before every account was checked. */
    STOPPED,
    /** Ended by a failure. */
    FAILED;

    /** Whether every account was checked. */
    boolean isComplete() {
        return this == CLEAN || this == DRIFT;
    }
}
