package dev.accountrisk.console.backfills;

import java.io.Serializable;

/** The key of a difference that a backfill found. */
record DifferenceKey(long runId, int number) implements Serializable {}
