package dev.accountrisk.reconcile;

import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.reconcile.record.RunState;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param findings how many; the list may hold the first of them only
 * @param levelsToRecompute how many accounts have a level of an earlier policy, which is no drift
 * @param byKind   how many of each kind; those that were not found are left out
 */
public record RunReport(String runId, RunState state, long accountsChecked, long findings,
        long levelsToRecompute, long begunAtMillis,
        long endedAtMillis, Map<DriftKind, Long> byKind, List<Finding> found) {}
