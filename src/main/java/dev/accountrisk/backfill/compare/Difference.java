package dev.accountrisk.backfill.compare;

import org.jspecify.annotations.Nullable;

/**
 * A row that is not as the topics make it.
 *
 * @param account the account that it is about, or null if it is about none
 * @param key     its key's values
 * @param fields  what differs, and how; or that one side has no such row
 */
public record Difference(String table, @Nullable String account, String key, String fields) {
    /** A difference that is about no account. */
    public static Difference ofNoAccount(String table, String key, String fields) {
        return new Difference(table, null, key, fields);
    }
}
