package dev.accountrisk.console.overview;

import dev.accountrisk.console.backfills.BackfillView;
import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import dev.accountrisk.console.parked.ParkedGroups;
import dev.accountrisk.console.partitions.Progress;
import dev.accountrisk.console.runs.Reconciliation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong anywhere, the worst first, and the sentence that sums it up. Pure code. */
final class OverviewTroubles {
    /** The alert of the run-book begins here. */
    private static final Duration EVENTS_OLD = Duration.ofMinutes(1);

    private OverviewTroubles() {}

    static List<Trouble> of(List<Trouble> ofPartitions, ParkedGroups parked, @Nullable Duration oldestEvent,
            @Nullable Reconciliation reconciliation, @Nullable BackfillView backfill) {
        List<Trouble> troubles = new ArrayList<>(ofPartitions);
        if (oldestEvent != null && oldestEvent.compareTo(EVENTS_OLD) > 0) {
            troubles.add(new Trouble(Weight.WARN, "Events have waited " + oldestEvent.toSeconds() + " s to be sent.",
                    "They are safe in the table outbox. Consumers of the events see old states until they arrive.",
                    "Look at Kafka and at the logs of the workers: one says why the outbox cannot be sent.",
                    "/partitions"));
        }
        if (parked.counted() > 0) {
            troubles.add(new Trouble(Weight.WARN,
                    (parked.whole() ? "" : "At least ") + parked.counted()
                            + (parked.counted() == 1 ? " record is parked." : " records are parked."),
                    "They are not applied. A parked command may hold back the later commands of its account.",
                    "Look at what they share and repair the cause. Then release or drop them on the same page.",
                    "/parked"));
        }
        if (reconciliation != null && reconciliation.state().equals("DRIFT")) {
            troubles.add(new Trouble(Weight.BAD, "The last reconciliation ended with " + reconciliation.result() + ".",
                    "Rows contradict each other: a balance or a risk may be wrong.",
                    "Look at the findings before you repair anything.", "/runs/reconcile/" + reconciliation.id()));
        }
        if (backfill != null && backfill.state().equals("DIFFERENT")) {
            troubles.add(new Trouble(Weight.BAD, "The last backfill found " + backfill.found() + ".",
                    "The tables are not what the topics say.",
                    "Look at its first differences, then read JOBS.md, backfill.",
                    "/runs/backfill/" + backfill.id()));
        }
        troubles.sort(Comparator.comparing(Trouble::weight).reversed());
        return troubles;
    }

    static String answer(Progress progress, List<Trouble> troubles) {
        if (progress.partitions().isEmpty()) {
            return "Nothing was consumed yet.";
        }
        if (progress.reporting().isEmpty()) {
            return "No worker reports: nothing is applied.";
        }
        int stopped = progress.notRunning().size();
        if (stopped > 0) {
            return (stopped == 1 ? "One partition is" : stopped + " partitions are")
                    + " not running. Everything else is applied.";
        }
        return troubles.isEmpty() ? "Everything is applied." : "Every partition runs, but something needs a look.";
    }
}
