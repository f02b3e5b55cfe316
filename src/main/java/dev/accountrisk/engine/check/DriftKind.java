package dev.accountrisk.engine.check;

/** The kinds of drift. */
public enum DriftKind {
    /** A balance differs from the journal. */
    BALANCE,
    /** A frozen amount differs from the journal. */
    FROZEN,
    /** A hold differs from the journal. */
    HOLD,
    /** The journal differs from rows that agree with each other. */
    JOURNAL,
    /** The journal's versions have a gap or a fork, or the account counts others. */
    VERSION,
    /** A row's account is no valid id: another spelling of one that is. */
    SPELLING,
    /** An account's reference is claimed by another account or by none. */
    REGISTRATION,
    /** A row of risk is missing, older than the topic's latest update of its account, or has another risk than that gave. */
    RISK,
    /** A level is not the one that its risk has under the policy. */
    LEVEL,
    /** An account's barrier is set without a parked command, or a command is parked without the barrier. */
    BARRIER,
    /** A hold is open long after its time. */
    HOLD_OVERDUE,
    /** A position is before the log's start, past its end, or of another topic. */
    POSITION,
    /** Records were parked longer ago than allowed. */
    PARKED_OLD,
    /** Outbox rows have waited longer than allowed. */
    OUTBOX_OLD
}
