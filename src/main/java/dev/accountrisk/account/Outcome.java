package dev.accountrisk.account;

/** How a consumed record ended: every record ends as exactly one of these, and the counts add up. */
public enum Outcome {
    /** It took effect. */
    APPLIED,
    /** A risk that something newer had already replaced. */
    STALE,
    /** Known: it took effect, or was refused, before. */
    DUPLICATE,
    /** A command that was understood and answered with a {@link Refusal}. */
    REFUSED,
    /** Put aside with a {@link ParkReason}. */
    PARKED
}
