package dev.accountrisk.reconcile.record;

import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.reconcile.record.ReconcileFindingRepository.KindCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Limit;

/** The rows of runs and of what they found. A page's findings and the run's progress are written in one transaction. */
public final class RunRecords {
    private final ReconcileRunRepository runs;
    private final ReconcileFindingRepository findings;
    private final EntityTransactions transactions;

    public RunRecords(ReconcileRunRepository runs, ReconcileFindingRepository findings,
            EntityTransactions transactions) {
        this.runs = runs;
        this.findings = findings;
        this.transactions = transactions;
    }

    /** The latest run, if it did not check every account. The caller holds the lock, so a run that is RUNNING was killed. */
    public Optional<ReconcileRun> unfinished() {
        return transactions.read(runs::findFirstByOrderByBegunAtDesc).filter(run -> !run.state().isComplete());
    }

    /** The policies that runs recorded. */
    public List<String> policies() {
        return transactions.read(runs::findPolicies);
    }

    public void save(ReconcileRun run, List<Finding> found) {
        transactions.write(() -> {
            ReconcileRun saved = runs.save(run);
            if (!found.isEmpty()) {
                findings.saveAll(found.stream().map(finding -> new ReconcileFinding(saved.id(), finding)).toList());
            }
            return saved;
        });
    }

    /** How many of each kind were found; kinds that were not found are absent. */
    public Map<DriftKind, Long> countByKind(ReconcileRun run) {
        Map<DriftKind, Long> counts = new EnumMap<>(DriftKind.class);
        for (KindCount count : transactions.read(() -> findings.countByKind(run.id()))) {
            counts.put(count.getKind(), count.getFindings());
        }
        return counts;
    }

    /** The first findings of a run. */
    public List<Finding> findings(ReconcileRun run, int limit) {
        return transactions.read(() -> findings.findByRunIdOrderById(run.id(), Limit.of(limit)))
                .stream()
                .map(ReconcileFinding::finding)
                .toList();
    }
}
