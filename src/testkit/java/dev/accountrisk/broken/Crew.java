package dev.accountrisk.broken;

import dev.accountrisk.account.Entry;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.model.Findings;
import dev.accountrisk.outbox.Outbox;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Workers that apply a load, two to a source: at any time one of the two is a zombie. */
final class Crew implements EngineObserver {
    private static final int WORKERS_A_SOURCE = 2;
    private static final int BATCH_RECORDS_MAX = 8;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Engines engines;
    private final Findings findings;
    private final FailureCount failures = new FailureCount();
    private final long startNanos = System.nanoTime();

    Crew(DataSource dataSource, Flaw flaw, AccountLocks locks, Findings findings) {
        this.engines = new Engines(
                new Transactions(new FlawedDataSource(new FlawedDataSource(dataSource, failures), flaw)), locks, this,
                new Outbox(), new Installation());
        this.findings = findings;
    }

    /** What the database refused to the workers, whatever they made of it. */
    FailureCount failures() {
        return failures;
    }

    /** Applies what the rest of the load builds on, alone. */
    void fund(SharedLoad load) throws SQLException {
        create(load.funding());
        work(load.funding(), () -> engines.open(TestTopics.COMMANDS), 0);
    }

    /** Applies the load, all workers at once, and comes back when the last is done. */
    void run(SharedLoad load, Runnable disturbance) throws SQLException, InterruptedException {
        for (SharedLoad.Log<?> log : load.commands()) {
            create(log);
        }
        for (SharedLoad.Log<?> log : load.updates()) {
            create(log);
        }
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> all = new ArrayList<>();
            // who began alone could be done before the others came, and nobody would meet
            Phaser start = new Phaser(WORKERS_A_SOURCE * (load.commands().size() + load.updates().size()));
            for (int worker = 0; worker < WORKERS_A_SOURCE; worker++) {
                long seed = worker;
                load.commands().forEach(log -> all.add(threads.submit(() -> {
                    start.arriveAndAwaitAdvance();
                    work(log, () -> engines.open(TestTopics.COMMANDS), seed);
                })));
                load.updates().forEach(log -> all.add(threads.submit(() -> {
                    start.arriveAndAwaitAdvance();
                    work(log, () -> engines.open(TestTopics.RISK), seed);
                })));
            }
            disturbance.run();
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    findings.add("a worker died", String.valueOf(e.getCause()));
                }
            }
        }
    }

    private void create(SharedLoad.Log<?> log) throws SQLException {
        engines.positions().create(log.source(), 0);
    }

    private <T extends Entry> void work(SharedLoad.Log<T> log, Supplier<Engine<T>> newEngine, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Engine<T> engine = newEngine.get();
        int end = log.records().size();
        int from = position(log);
        while (from < end) {
            if (System.nanoTime() - startNanos > DEADLINE_NANOS) {
                findings.add("a worker is stuck", log.source() + " at " + from);
                return;
            }
            int next = Math.min(end, from + 1 + random.nextInt(BATCH_RECORDS_MAX));
            ApplyResult result = engine
                    .apply(new Slice<>(log.source(), from, next, -1, log.records().subList(from, next)));
            from = switch (result) {
                case ApplyResult.Done _ -> next;
                case ApplyResult.FenceLost _ -> position(log);
                default -> {
                    findings.add("a worker met an error", log.source() + " " + result);
                    yield position(log);
                }
            };
        }
    }

    private int position(SharedLoad.Log<?> log) {
        try {
            return (int) engines.positions()
                    .read(log.source().topic(), log.source().partition())
                    .orElseThrow()
                    .nextOffset();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
