package dev.accountrisk.model;

/** What becomes of a consumed record: exactly one of these. */
public enum Outcome {
    APPLIED, STALE, DUPLICATE, REFUSED, PARKED
}
