package dev.accountrisk.console.history;

import java.util.List;

/**
 * What was done to one record, the newest first.
 *
 * @param whole whether it goes back to when the record was parked
 */
public record RecordHistory(List<HistoryEntry> entries, boolean whole) {}
