package dev.accountrisk.console.runs;

import dev.accountrisk.console.backfills.BackfillReader;
import dev.accountrisk.console.backfills.BackfillView;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The latest runs, for other pages. The caller has a transaction open. */
@Component
public class RunsReader {
    private final ReconcileRepository reconciliations;
    private final BackfillReader backfills;

    RunsReader(ReconcileRepository reconciliations, BackfillReader backfills) {
        this.reconciliations = reconciliations;
        this.backfills = backfills;
    }

    public Optional<Reconciliation> lastReconciliationInTx() {
        return reconciliations.findByOrderByBegunAtDesc(Limit.of(1)).stream().findFirst();
    }

    public Optional<BackfillView> lastBackfillInTx() {
        return backfills.newestInTx(1).stream().findFirst();
    }
}
