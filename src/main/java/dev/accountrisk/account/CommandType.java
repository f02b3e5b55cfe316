package dev.accountrisk.account;

/** What a command asks for. */
public enum CommandType {
    /** Registers the account under its natural key. */
    OPEN,
    /** Adds to the balance. */
    CREDIT,
    /** Takes from what is free. */
    DEBIT,
    /** Sets a part of the balance aside in a hold. */
    FREEZE,
    /** Takes a hold, or a part of it, from the balance, and frees the rest. */
    SETTLE,
    /** Frees a hold. */
    REFUND,
    /** Frees a hold whose time has come. */
    EXPIRE
}
