package dev.accountrisk.console.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for, or carried out, and that may concern the record.
 *
 * @param what   in a few words
 * @param result what became of it
 * @param action the operator's action, which has a page of its own; null of what was carried out
 */
public record HistoryEntry(Instant time, String who, String what, String why, String result, @Nullable Long action) {}
