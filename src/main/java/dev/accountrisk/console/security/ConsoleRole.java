package dev.accountrisk.console.security;

/** What a user of the console may do. Whoever has any role may read every page but payloads and the audit. */
public enum ConsoleRole {
    /** Reads pages, without payloads. */
    VIEWER,
    /** Sees payloads. Each view is recorded. */
    PAYLOAD,
    /** Releases parked records, accepts and resumes. The console has no such action yet. */
    OPERATOR,
    /** Drops records, releases everything, moves positions. The console has no such action yet. */
    APPROVER,
    /** Reads who saw and did what. */
    AUDITOR
}
