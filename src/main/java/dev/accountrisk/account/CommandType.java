package dev.accountrisk.account;

/** What a command does. */
public enum CommandType {
    /** Registers the account under its natural key. */
    OPEN,
    /** Adds to the balance. */
    CREDIT,
    /** Takes from the amount that is not frozen. */
    DEBIT,
    /** Freezes a part of the balance in a hold. */
    FREEZE,
    /** Takes a hold, or a part of it, from the balance, and frees the rest. */
    SETTLE,
    /** Frees a hold. */
    REFUND,
    /** Frees a hold whose time has come. */
    EXPIRE
}
