package dev.accountrisk.console.overview;

import dev.accountrisk.console.backfills.BackfillView;
import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.parked.ParkedGroups;
import dev.accountrisk.console.partitions.Outcomes;
import dev.accountrisk.console.partitions.WorkerView;
import dev.accountrisk.console.runs.Reconciliation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param answer             whether everything is applied, in one sentence
 * @param partitions         how many there are
 * @param lag                records that wait in all partitions, or null if that is unknown
 * @param lags               the same by topic
 * @param outcomes           what was consumed, ever
 * @param consumedPerSecond records in the last minute, or null while that is unknown
 * @param perSecond          by outcome in the last minute; empty while it is unknown
 * @param minutes            of the last hour since the console was started
 * @param oldestEventSeconds how long the oldest event has waited to be sent, or null if none waits
 * @param lastReconciliation null if there was none
 * @param lastBackfill       null if there was none
 */
record OverviewPage(Instant asOf, String answer, List<Trouble> troubles, int partitions, List<WorkerView> workers,
        @Nullable Long lag, Map<String, @Nullable Long> lags, Outcomes outcomes, @Nullable Long consumedPerSecond,
        Map<String, Double> perSecond,
        List<Rates.Minute> minutes, @Nullable Long oldestEventSeconds, ParkedGroups parked,
        @Nullable Reconciliation lastReconciliation, @Nullable BackfillView lastBackfill) {}
