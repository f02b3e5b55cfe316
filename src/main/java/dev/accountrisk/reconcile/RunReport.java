package dev.accountrisk.reconcile;

import java.util.List;

/**
 * What a run came to.
 *
 * @param state    {@code CLEAN}, {@code DRIFT} or {@code STOPPED}
 * @param findings how many; the list may hold the first of them only
 */
public record RunReport(String runId, String state, long accountsChecked, long findings, long begunAtMillis,
        long endedAtMillis, List<Finding> found) {}
