package dev.accountrisk.engine;

/** The steps of a batch, in their order. */
public enum EngineStep {
    /** Sort and group the records. */
    PLAN,
    /** Take the account locks. */
    LOCK,
    /** Move the position. */
    FENCE,
    /** Read the old state, and lock it where needed. */
    LOAD,
    /** Let the core decide. */
    DECIDE,
    /** Write state, journal, parked records and outbox. */
    WRITE,
    /** Commit. */
    COMMIT
}
