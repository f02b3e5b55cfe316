package dev.accountrisk.engine.check;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param account  null where it is about no account
 * @param item     the asset, hold, partition or reason it is about
 * @param expected what it should be
 * @param actual   what it is
 * @param repair   the id of the command that was sent for it, or null
 */
public record Finding(DriftKind kind, @Nullable String account, String item, String expected, String actual,
        @Nullable String repair) {

    public static Finding of(DriftKind kind, @Nullable String account, String item, Object expected, Object actual) {
        return new Finding(kind, account, item, String.valueOf(expected), String.valueOf(actual), null);
    }

    /** The same, with the reason why no repair was sent. */
    public Finding notRepaired(String why) {
        return new Finding(kind, account, item, expected, actual + "; no repair: " + why, null);
    }

    public Finding repairedBy(String commandId) {
        return new Finding(kind, account, item, expected, actual, commandId);
    }
}
