package dev.accountrisk.console.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an action on parked records touches.
 *
 * @param records   how many records match
 * @param atLeast   whether there are more, which are not counted yet
 * @param countedAt when they were counted, if they are too many to count for each page; null if they were counted for this page
 * @param accounts  how many different accounts they name; null if the records are too many to count them
 * @param upTo      no record after this one belongs to it, whenever it is parked
 * @param touched   how many are tried by a release, with those of the same accounts that do not match; null if these are too many to
 *                  count. For a drop as many as match
 */
public record ParkedScope(long records, boolean atLeast, @Nullable Instant countedAt, @Nullable Long accounts,
        long upTo, @Nullable Long touched) {
    /** What belongs before the number of records. */
    public String about() {
        return atLeast ? "more than " : countedAt == null ? "" : "about ";
    }
}
