package dev.accountrisk.console.accounts;

import java.io.Serializable;

/** The key of a balance. */
record BalanceKey(String account, String asset) implements Serializable {}
