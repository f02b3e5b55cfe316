package dev.accountrisk.redrive;

import java.util.List;

/**
 * What a redrive did, or would do.
 *
 * @param done how many records are parked no more
 * @param left how many of the chosen ones still are
 */
public record RedriveReport(String action, boolean dryRun, boolean stopped, long done, long left,
        List<Candidate> chosen, List<Handled> accounts, List<ParkedSummary> withoutAWayBack) {}
