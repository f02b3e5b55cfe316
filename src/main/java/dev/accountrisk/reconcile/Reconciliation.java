package dev.accountrisk.reconcile;

import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.DatabaseClock;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.job.Pace;
import dev.accountrisk.reconcile.record.ReconcileRun;
import dev.accountrisk.reconcile.record.RunRecords;
import dev.accountrisk.reconcile.record.RunState;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The room's front door: checks every account once, and then what belongs to no account. One process at a time does so. */
public final class Reconciliation {
    private static final int REPORTED_MAX = 1_000;

    private final DataSource dataSource;
    private final Transactions transactions;
    private final RunRecords runs;
    private final List<Topic<?>> topics;
    private final TopicLogs logs;
    private final LogReaders readers;
    private final Clock clock;

    Reconciliation(DataSource dataSource, Transactions transactions, RunRecords runs, List<Topic<?>> topics,
            TopicLogs logs, LogReaders readers, Clock clock) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.runs = runs;
        this.topics = topics;
        this.logs = logs;
        this.readers = readers;
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
        try (NamedLock lock = NamedLock.keptAlive(dataSource, "reconcile")) {
            if (!lock.acquireOrConfirm()) {
                return Optional.empty();
            }
            Optional<ReconcileRun> unfinished = resume ? runs.unfinished() : Optional.empty();
            ReconcileRun run = unfinished.orElseGet(() -> new ReconcileRun(clock.millis()));
            List<TopicChecks<?>> checks = open(new CheckContext(run.id(), runs.policies()));
            checks.forEach(one -> one.checks().policy().ifPresent(run::checksBy));
            boolean ended = false;
            try {
                end(run, settings, checks, checkAccounts(run, settings, checks, pace, repairs, lock));
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

    private List<TopicChecks<?>> open(CheckContext context) {
        List<TopicChecks<?>> checks = new ArrayList<>();
        for (Topic<?> topic : topics) {
            checks.add(TopicChecks.open(topic, context));
        }
        return checks;
    }

    private RunReport report(ReconcileRun run) {
        boolean found = run.findings() > 0;
        return new RunReport(run.id(), run.state(), run.accountsChecked(), run.findings(), run.levelsToRecompute(),
                run.begunAtMillis(), clock.millis(), found ? runs.countByKind(run) : Map.of(),
                found ? runs.findings(run, REPORTED_MAX) : List.of());
    }

    /** Answers whether every account was checked. */
    private boolean checkAccounts(ReconcileRun run, ReconcileSettings settings, List<TopicChecks<?>> topicChecks,
            Pace pace, @Nullable Repairs repairs, NamedLock lock) throws Exception {
        List<? extends AccountChecks<?>> checks = topicChecks.stream().map(TopicChecks::checks).toList();
        AccountPages pages = new AccountPages(checks);
        while (pace.await(pace.atOnce(settings.pageAccounts()))) {
            if (!lock.acquireOrConfirm()) {
                throw new SQLException("another reconciliation has taken over");
            }
            PageCheck page = transactions.readSnapshot(connection -> PageCheck.checkInTx(connection,
                    pages.nextInTx(connection, run.lastAccount(), pace.atOnce(settings.pageAccounts())), checks,
                    DatabaseClock.nowMillisInTx(connection), settings.overdueAfter().toMillis()));
            List<String> accounts = page.accounts();
            if (accounts.isEmpty()) {
                return true;
            }
            List<Finding> found = page.repair(repairs);
            run.checked(accounts.getLast(), accounts.size(), found.size(), page.levelsToRecompute());
            runs.save(run, found);
        }
        return false;
    }

    private void end(ReconcileRun run, ReconcileSettings settings, List<TopicChecks<?>> checks, boolean complete)
            throws Exception {
        List<Finding> found = new ArrayList<>();
        if (complete) {
            List<String> names = topics.stream().<String>map(Topic::name).toList();
            found.addAll(new WholeCheck(names, settings, logs, transactions).check());
            TailCheck tail = new TailCheck(settings.sampleRecords(), logs, readers, transactions);
            for (TopicChecks<?> one : checks) {
                found.addAll(tail.check(one));
            }
        }
        RunState state = run.findings() + found.size() > 0 ? RunState.DRIFT : RunState.CLEAN;
        run.end(complete ? state : RunState.STOPPED, found.size(), clock.millis());
        runs.save(run, found);
    }
}
