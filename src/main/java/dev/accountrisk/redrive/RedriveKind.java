package dev.accountrisk.redrive;

/** What an operator does with parked records. */
public enum RedriveKind {
    /** Applies them. */
    RELEASE,
    /** Discards them. */
    DROP
}
