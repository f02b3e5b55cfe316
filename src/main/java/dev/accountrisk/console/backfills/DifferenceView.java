package dev.accountrisk.console.backfills;

import org.jspecify.annotations.Nullable;

/**
 * A row that differs from what the topics say. The components are named as the attributes of the row.
 *
 * @param number  from 1, in the order in which they were found
 * @param account null if it is about no account
 * @param rowKey  the values of the row's key
 * @param says    what differs, and how
 */
record DifferenceView(int number, String tableName, @Nullable String account, String rowKey, String says) {}
