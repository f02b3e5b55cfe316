package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.job.Pace;
import dev.accountrisk.reconcile.AccountFacts.Hold;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The room's front door: looks at every account once, and at what belongs to none. One at a time does so. */
public final class Reconciliation {
    private static final int REPORTED_MAX = 1_000;

    private final DataSource dataSource;
    private final Transactions transactions;
    private final Runs runs;
    private final Supplier<RiskPolicy> policy;
    private final TopicLogs logs;
    private final AppliedSets sets;
    private final Clock clock;

    /** Makes the door. */
    public Reconciliation(DataSource dataSource, Transactions transactions, EntityManagerFactory entities,
            Supplier<RiskPolicy> policy, TopicLogs logs, AppliedSets sets, Clock clock) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.runs = new Runs(entities);
        this.policy = policy;
        this.logs = logs;
        this.sets = sets;
        this.clock = clock;
    }

    /**
     * Runs once.
     *
     * @param resume  whether to go on where the latest run ended before its time
     * @param repairs sends commands for what has one right answer, or null
     * @return empty when another run is under way
     */
    public Optional<RunReport> run(ReconcileSettings settings, boolean resume, Pace pace, @Nullable Repairs repairs)
            throws Exception {
        try (NamedLock lock = new NamedLock(dataSource, "reconcile")) {
            if (!lock.acquireOrConfirm()) {
                return Optional.empty();
            }
            ReconcileRun run = resume
                    ? runs.unfinished().orElseGet(() -> new ReconcileRun(clock.millis()))
                    : new ReconcileRun(clock.millis());
            boolean ended = false;
            try {
                end(run, settings, accounts(run, settings, pace, repairs, lock));
                ended = true;
            } finally {
                if (!ended) {
                    run.end("FAILED", 0, clock.millis());
                    runs.save(run, List.of());
                }
            }
            return Optional.of(new RunReport(run.id(), run.state(), run.accountsChecked(), run.findings(),
                    run.begunAtMillis(), clock.millis(), runs.byKind(run), runs.findings(run, REPORTED_MAX)));
        }
    }

    /** Answers whether all accounts had their turn. */
    private boolean accounts(ReconcileRun run, ReconcileSettings settings, Pace pace, @Nullable Repairs repairs,
            NamedLock lock) throws Exception {
        AccountPages pages = new AccountPages(settings.commandsTopic());
        while (pace.await(settings.pageAccounts())) {
            if (!lock.acquireOrConfirm()) {
                throw new SQLException("another reconciliation has taken over");
            }
            List<AccountFacts> page = transactions
                    .readSnapshot(connection -> pages.readInTx(connection, run.lastAccount(), settings.pageAccounts()));
            if (page.isEmpty()) {
                return true;
            }
            AccountCheck check = new AccountCheck(policy.get(), settings.holdBack(),
                    clock.millis() - settings.holdGrace().toMillis());
            List<Finding> found = new ArrayList<>();
            for (AccountFacts facts : page) {
                for (Finding finding : check.check(facts)) {
                    found.add(repairs == null ? finding : repaired(run.id(), facts, finding, repairs));
                }
            }
            run.checked(page.getLast().accountUuid, page.size(), found.size());
            runs.save(run, found);
        }
        return false;
    }

    private void end(ReconcileRun run, ReconcileSettings settings, boolean complete) throws Exception {
        List<Finding> found = new ArrayList<>();
        if (complete) {
            found.addAll(new WholeCheck(settings, logs, transactions).check());
            found.addAll(new TailCheck(settings.sample(), logs, sets, transactions, policy.get()).check());
        }
        String state = run.findings() + found.size() > 0 ? "DRIFT" : "CLEAN";
        run.end(complete ? state : "STOPPED", found.size(), clock.millis());
        runs.save(run, found);
    }

    private static Finding repaired(String runId, AccountFacts facts, Finding finding, Repairs repairs)
            throws Exception {
        AccountFacts.Risk risk = facts.risk;
        if (finding.kind() == Kind.LEVEL && risk != null) {
            return finding.repairedBy(repairs.relevel(runId, facts.accountUuid, risk.occurredAtMillis()));
        }
        Hold hold = facts.hold(finding.item()).stored;
        if (finding.kind() == Kind.HOLD_OVERDUE && hold != null && hold.expiresAtMillis() != null) {
            return finding.repairedBy(repairs.expire(facts.accountUuid, finding.item(), hold.expiresAtMillis(),
                    hold.sourcePartition()));
        }
        return finding;
    }
}
