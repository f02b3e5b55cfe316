package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.job.Pace;
import dev.accountrisk.reconcile.check.AccountCheck;
import dev.accountrisk.reconcile.check.AccountFacts;
import dev.accountrisk.reconcile.check.Finding;
import dev.accountrisk.reconcile.check.PolicyHistory;
import dev.accountrisk.reconcile.record.PolicyText;
import dev.accountrisk.reconcile.record.ReconcileRun;
import dev.accountrisk.reconcile.record.RunRecords;
import dev.accountrisk.reconcile.record.RunState;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The room's front door: checks every account once, and then what belongs to no account. One process at a time does so. */
public final class Reconciliation {
    private static final int REPORTED_MAX = 1_000;

    private final DataSource dataSource;
    private final Transactions transactions;
    private final RunRecords runs;
    private final Supplier<RiskPolicy> policy;
    private final TopicLogs logs;
    private final AppliedSets sets;
    private final Clock clock;

    Reconciliation(DataSource dataSource, Transactions transactions, RunRecords runs, Supplier<RiskPolicy> policy,
            TopicLogs logs, AppliedSets sets, Clock clock) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.runs = runs;
        this.policy = policy;
        this.logs = logs;
        this.sets = sets;
        this.clock = clock;
    }

    /**
     * Runs once.
     *
     * @param resume  whether to continue the latest run if that one did not check every account
     * @param repairs sends records for what has one right answer, or null
     * @return empty if another run is under way
     */
    public Optional<RunReport> run(ReconcileSettings settings, boolean resume, Pace pace, @Nullable Repairs repairs)
            throws Exception {
        try (NamedLock lock = new NamedLock(dataSource, "reconcile")) {
            if (!lock.acquireOrConfirm()) {
                return Optional.empty();
            }
            RiskPolicy current = policy.get();
            PolicyHistory policies = new PolicyHistory(current, runs.earlierPolicies(current));
            Optional<ReconcileRun> unfinished = resume ? runs.unfinished() : Optional.empty();
            ReconcileRun run = unfinished.orElseGet(() -> new ReconcileRun(clock.millis()));
            run.checksBy(PolicyText.of(current));
            boolean ended = false;
            try {
                end(run, settings, policies, checkAccounts(run, settings, policies, pace, repairs, lock));
                ended = true;
            } finally {
                if (!ended) {
                    run.end(RunState.FAILED, 0, clock.millis());
                    runs.save(run, List.of());
                }
            }
            return Optional.of(report(run));
        }
    }

    private RunReport report(ReconcileRun run) {
        return new RunReport(run.id(), run.state(), run.accountsChecked(), run.findings(), run.levelsToRecompute(),
                run.begunAtMillis(), clock.millis(), runs.countByKind(run), runs.findings(run, REPORTED_MAX));
    }

    /** Answers whether every account was checked. */
    private boolean checkAccounts(ReconcileRun run, ReconcileSettings settings, PolicyHistory policies, Pace pace,
            @Nullable Repairs repairs, NamedLock lock) throws Exception {
        AccountPages pages = new AccountPages(settings.commandsTopic());
        while (pace.await(pace.atOnce(settings.pageAccounts()))) {
            if (!lock.acquireOrConfirm()) {
                throw new SQLException("another reconciliation has taken over");
            }
            List<AccountFacts> page = transactions.readSnapshot(connection -> pages.readInTx(connection,
                    run.lastAccount(), pace.atOnce(settings.pageAccounts())));
            if (page.isEmpty()) {
                return true;
            }
            PageCheck check = new PageCheck(new AccountCheck(policies, settings.holdBack(),
                    clock.millis() - settings.holdGrace().toMillis()), run.id(), repairs);
            page.forEach(check::add);
            check.repair();
            run.checked(page.getLast().accountUuid(), page.size(), check.findings().size(),
                    check.levelsToRecompute());
            runs.save(run, check.findings());
        }
        return false;
    }

    private void end(ReconcileRun run, ReconcileSettings settings, PolicyHistory policies, boolean complete)
            throws Exception {
        List<Finding> found = new ArrayList<>();
        if (complete) {
            found.addAll(new WholeCheck(settings, logs, transactions).check());
            found.addAll(new TailCheck(settings.sample(), logs, sets, transactions, policies).check());
        }
        RunState state = run.findings() + found.size() > 0 ? RunState.DRIFT : RunState.CLEAN;
        run.end(complete ? state : RunState.STOPPED, found.size(), clock.millis());
        runs.save(run, found);
    }
}
