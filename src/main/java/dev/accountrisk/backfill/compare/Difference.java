package dev.accountrisk.backfill.compare;

/**
 * A row that is not as the topics make it.
 *
 * @param key    its key's values
 * @param fields what differs, and how; or that one side has no such row
 */
public record Difference(String table, String key, String fields) {}
