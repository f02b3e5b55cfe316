package dev.accountrisk.console.accounts;

import java.io.Serializable;

/** The key of a hold. */
record HoldKey(String account, String holdId) implements Serializable {}
