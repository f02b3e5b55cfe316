package dev.accountrisk.engine;

/** How accounts are protected against other writers. */
public enum Lane {
    /** Accounts whose old state is needed (additions, commands) are locked first; the others are written conditionally. */
    AUTO,
    /** Every account is locked first, in Redis and in MySQL. */
    LOCKED
}
