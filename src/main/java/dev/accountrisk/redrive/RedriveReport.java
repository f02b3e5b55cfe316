package dev.accountrisk.redrive;

import dev.accountrisk.parking.ParkedAccount;
import dev.accountrisk.parking.ParkedSummary;
import java.util.List;

/**
 * What a redrive did, or would do. Counts are of all records; each list holds the first of them only.
 *
 * @param stopped       whether it ended before every selected record had its turn
 * @param done          how many records are no longer parked; of a plan, how many would be tried
 * @param left          how many of the selected records are still parked, and others of the same accounts that were tried
 * @param chosen        of a plan, the accounts it would touch
 * @param accounts      what became of the records, by account
 * @param notReleasable records that a release leaves parked: they can only be dropped
 */
public record RedriveReport(RedriveKind action, boolean dryRun, boolean stopped, long done, long left,
        List<ParkedAccount> chosen, List<AccountResult> accounts, List<ParkedSummary> notReleasable) {
    /** How many records or accounts a list holds at most. */
    public static final int SHOWN_MAX = 1_000;
}
