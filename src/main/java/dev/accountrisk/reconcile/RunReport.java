package dev.accountrisk.reconcile;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param state    {@code CLEAN}, {@code DRIFT} or {@code STOPPED}
 * @param findings how many; the list may hold the first of them only
 * @param byKind   how many of each kind; those that were not found are left out
 */
public record RunReport(String runId, String state, long accountsChecked, long findings, long begunAtMillis,
        long endedAtMillis, Map<Kind, Long> byKind, List<Finding> found) {}
