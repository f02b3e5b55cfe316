package dev.accountrisk.account;

/** The state of a hold: open, then closed for ever in one of three ways. */
public enum HoldState {
    OPEN, SETTLED, REFUNDED, EXPIRED
}
