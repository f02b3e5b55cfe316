package dev.accountrisk.account;

/** How a consumed record ended. Every record ends as exactly one of these, so the counts add up. */
public enum Outcome {
    /** It took effect. */
    APPLIED,
    /** A newer risk had already replaced it. */
    STALE,
    /** It is known: it took effect, or was refused, before. */
    DUPLICATE,
    /** It is a command that was answered with a {@link Refusal}. */
    REFUSED,
    /** It was parked with a {@link ParkReason}. */
    PARKED,
    /** The filter of its topic's mapping left it out. Without a filter no record ends so. */
    IGNORED
}
