package dev.accountrisk.engine;

/** How accounts are protected against other writers. */
public enum Lane {
    /** What needs the old state (additions, commands) is locked first; the rest is written conditionally on what was read. */
    AUTO,
    /** Every account is locked first, in Redis and in MySQL. */
    LOCKED
}
