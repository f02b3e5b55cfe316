package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.replay.LagMonitor;
import dev.accountrisk.backfill.replay.LagThrottle;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.NamedLock;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks once a second at the live lag and at the run's lock, and reports the progress; to the console every few seconds. */
public final class RunMonitor implements AutoCloseable {
    private static final long UNKNOWN = -1;
    private static final long REPORT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final RunContext context;
    private final LagMonitor live;
    private final LagThrottle lagThrottle;
    private final Consumer<Progress> watcher;
    private final NamedLock own;
    private final ProgressReports reports;
    private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(2,
            Thread.ofPlatform().name("backfill-monitor").daemon().factory());

    public RunMonitor(RunContext context, LagMonitor live, LagThrottle lagThrottle, Consumer<Progress> watcher,
            NamedLock own) throws SQLException {
        this.context = context;
        this.live = live;
        this.lagThrottle = lagThrottle;
        this.watcher = watcher;
        this.own = own;
        this.reports = new ProgressReports(context.servers().transactions(), context.id(), context.unfinished());
    }

    public void start() {
        var _ = ticker.scheduleWithFixedDelay(this::report, 0, REPORT_EVERY_NANOS, TimeUnit.NANOSECONDS);
        var _ = ticker.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void report() {
        try {
            reports.write(context.phase(), context.throttle().progress().reached());
        } catch (SQLException | RuntimeException unavailable) {
            // the next report comes in a few seconds, and until then the console says since when there is none
        }
    }

    private void look() {
        long lag = UNKNOWN;
        try {
            lag = live.look(lagThrottle);
            if (!own.acquireOrConfirm()) {
                // the lock's connection was lost and another process took over: what both do is harmless, but wasted
                context.throttle().stop().stop();
            }
        } catch (SQLException | BrokerException | RuntimeException unavailable) {
            // it looks again in a second, and the batches find out for themselves
            lag = UNKNOWN;
        }
        long records = context.throttle().records();
        long planned = context.plan()
                .ranges(context.settings().shard())
                .stream()
                .mapToLong(Range::records)
                .sum();
        watcher.accept(new Progress(context.id(), context.settings().mode(), context.phase(), records,
                Math.max(planned, records), records / context.seconds(), lag));
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        report();
    }
}
