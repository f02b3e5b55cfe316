package dev.accountrisk.console.audit;

/** What is recorded. */
public enum AuditedAction {
    /** Somebody saw the key and the value of a parked record. */
    VIEW_PAYLOAD
}
