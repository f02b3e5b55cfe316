package dev.accountrisk.reconcile;

/** The kinds of drift. */
public enum Kind {
    /** A balance is not what the journal comes to. */
    BALANCE,
    /** What is set aside is not what journal and holds come to. */
    FROZEN,
    /** A hold is not as the journal made it. */
    HOLD,
    /** The journal differs from rows that agree with each other. */
    JOURNAL,
    /** The journal's versions have a gap or a fork, or their number is not the account's. */
    VERSION,
    /** A row's account is no valid id: another spelling of one that is. */
    SPELLING,
    /** An account and the claim of its reference do not belong together. */
    REGISTRATION,
    /** A row of risk is missing, older than the topic's latest update of its account, or not as that made it. */
    RISK,
    /** A level is not that of its risk. */
    LEVEL,
    /** An account is held back by nothing, or is not though a command of it is parked. */
    BARRIER,
    /** A hold is open long after its time. */
    HOLD_OVERDUE,
    /** A position lies before the log's start, behind its end, or is one of another topic. */
    POSITION,
    /** Records have been parked for long. */
    PARKED_OLD,
    /** What is to leave has waited for long. */
    OUTBOX_OLD
}
