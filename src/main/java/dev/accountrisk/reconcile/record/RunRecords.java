package dev.accountrisk.reconcile.record;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.reconcile.check.DriftKind;
import dev.accountrisk.reconcile.check.Finding;
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

    /**
     * The policies that earlier runs recorded, without the current one. Before the first run that is the policy that holds where
     * no file is named: what else was in force, nobody wrote down.
     */
    public List<RiskPolicy> earlierPolicies(RiskPolicy current) {
        List<RiskPolicy> recorded = transactions.read(runs::findPolicies).stream().map(PolicyText::parse).toList();
        List<RiskPolicy> earlier = recorded.isEmpty() ? List.of(RiskPolicy.DEFAULT) : recorded;
        return earlier.stream().filter(policy -> !policy.equals(current)).toList();
    }

    public void save(ReconcileRun run, List<Finding> found) {
        transactions.write(() -> {
            ReconcileRun saved = runs.save(run);
            findings.saveAll(found.stream().map(finding -> new ReconcileFinding(saved.id(), finding)).toList());
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
