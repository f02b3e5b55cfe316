package dev.accountrisk.console.accounts;

import dev.accountrisk.console.parked.ParkedLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one account.
 *
 * @param answer      the sentence that the page begins with
 * @param externalRef the reference that it is registered under, or null if it is not registered
 * @param risk        null if it has no row: then it counts as LOW
 * @param openHolds   the first of them
 * @param blockedBy   the parked record that holds back later commands, or null
 * @param waiting     how many of its records wait for that one
 * @param journal     one page of what happened, newest first
 * @param past        the balances at an earlier moment, or null if none was asked for
 */
record AccountPage(Instant asOf, String account, String answer, @Nullable String externalRef, @Nullable Risk risk,
        List<Balance> balances, List<Hold> openHolds, long commands, @Nullable ParkedLine blockedBy, long waiting,
        Journal journal, @Nullable Past past) {

    /**
     * A page of the journal.
     *
     * @param before  where the page begins, or null at the newest
     * @param older   where the next page begins, or null at the end
     * @param refused whether only refusals are listed
     * @param part    whether the page ends where it stopped to look for refusals, and not where it is full
     */
    record Journal(List<Entry> entries, @Nullable String before, @Nullable String older, boolean refused,
            boolean part) {}

    /**
     * The balances at an earlier time, or after a record.
     *
     * @param time   everything that was written up to then counts; null if an offset was asked for
     * @param record the last record that counts; null if a time was asked for
     * @param whole  whether the journal goes back to the account's first command; if not, what is not here is unknown
     */
    record Past(@Nullable Instant time, @Nullable Place record, List<Balance> balances, boolean whole) {}

    /**
     * The place of a record.
     *
     * @param newest the offset of the account's newest command in the journal: after it nothing changed
     */
    record Place(String topic, int partition, long offset, long newest) {
        /** The name of the partition, as in logs and alerts. */
        public String partitionName() {
            return topic + "-" + partition;
        }
    }
}
