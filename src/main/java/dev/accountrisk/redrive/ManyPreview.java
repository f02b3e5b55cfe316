package dev.accountrisk.redrive;

import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.parking.ParkedSelection;
import dev.accountrisk.parking.ReleasableRows;
import dev.accountrisk.parking.ReleasableRows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the accounts of the first records that match, one after another in the order in which a release takes them. Used once. */
final class ManyPreview {
    private final List<ParkedTopic<?>> topics;
    private final WhatIfLimits limits;
    private final StopSignal stop;
    private final ReleasableRows rows = new ReleasableRows();
    /** What an account takes from the next ones. */
    private final ForeseenReferences foreseen = new ForeseenReferences();
    private final ManyTally tally = new ManyTally();
    private final long beganNanos = System.nanoTime();
    private int looked;

    ManyPreview(List<ParkedTopic<?>> topics, WhatIfLimits limits, StopSignal stop) {
        this.topics = topics;
        this.limits = limits;
        this.stop = stop;
    }

    /** Empty if it was told to stop. */
    Optional<WhatIfOfMany> runInTx(Connection snapshot, ParkedSelection selection) throws SQLException {
        List<Row> chosen = rows.firstInTx(snapshot, selection, limits.chosen());
        for (ParkedTopic<?> topic : topics) {
            for (Map.Entry<String, Set<Long>> account : accountsOf(topic, chosen).entrySet()) {
                if (stop.isStopped()) {
                    return Optional.empty();
                }
                lookInTx(snapshot, topic, account.getKey(), account.getValue());
            }
        }
        long matching = rows.countInTx(snapshot, selection.withoutEnd(), limits.counted() + 1);
        return Optional.of(tally.report(Math.min(matching, limits.counted()), matching <= limits.counted(),
                chosen.size()));
    }

    /** The chosen records by their account, in the order in which the accounts' first ones were parked. */
    private static Map<String, Set<Long>> accountsOf(ParkedTopic<?> topic, List<Row> chosen) {
        Map<String, Set<Long>> accounts = new LinkedHashMap<>();
        for (Row row : chosen) {
            if (row.topic().equals(topic.name())) {
                accounts.computeIfAbsent(row.account(), _ -> new TreeSet<>()).add(row.id());
            }
        }
        return accounts;
    }

    private void lookInTx(Connection snapshot, ParkedTopic<?> topic, String account, Set<Long> chosen)
            throws SQLException {
        int most = Math.min(limits.ofAccount(), limits.records() - looked);
        if (most <= 0 || System.nanoTime() - beganNanos > limits.time().toNanos()) {
            tally.leaveOut(chosen.size());
            return;
        }
        Preview preview = topic.previewInTx(snapshot, account, null, most, foreseen);
        looked += preview.records().size();
        tally.add(topic.name(), account, chosen, preview);
    }
}
