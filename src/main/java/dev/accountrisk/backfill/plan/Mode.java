package dev.accountrisk.backfill.plan;

/** What a replay is for. */
public enum Mode {
    /** To compare what the topics come to with what is stored. */
    VERIFY,
    /** To apply what is missing. */
    REPAIR,
    /** To put tables that are made anew from the topics in the place of those that are there. */
    REBUILD
}
