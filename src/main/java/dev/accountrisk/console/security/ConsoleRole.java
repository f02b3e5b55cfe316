package dev.accountrisk.console.security;

/** What a user of the console may do. Whoever has any role may read every page but payloads and the audit. */
public enum ConsoleRole {
    /** Reads pages, without payloads. */
    VIEWER,
    /** Sees payloads. Each view is recorded. */
    PAYLOAD,
    /** Releases parked records that a filter names, accepts a topic's new id, pauses and resumes. */
    OPERATOR,
    /** Drops records, releases everything, moves positions. */
    APPROVER,
    /** Reads who saw and asked for what. */
    AUDITOR
}
