package dev.accountrisk.account;

/** The life of a hold: open, then closed in one of three ways, for ever. */
public enum HoldState {
    OPEN, SETTLED, REFUNDED, EXPIRED
}
