package dev.accountrisk.actions;

/** How far an action is. */
public enum ActionState {
    /** No worker has it. */
    WAITING,
    /** A worker has it, or had it when it ended without a word. */
    RUNNING,
    /** Everything that belongs to it had its turn. */
    DONE,
    /** A record stayed parked, and that was to end it. */
    STOPPED,
    /** Somebody cancelled it before it was done. */
    CANCELLED,
    /** It cannot be carried out. */
    FAILED;

    /** Whether nothing more will happen to it. */
    public boolean isEnded() {
        return this != WAITING && this != RUNNING;
    }
}
