package dev.accountrisk.console.accounts;

import java.io.Serializable;

/** The key of a row of the journal. */
record EntryKey(String account, String entryId, boolean ofCommand) implements Serializable {}
