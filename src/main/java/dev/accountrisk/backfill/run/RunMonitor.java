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

/** Looks once a second at the live lag and at the run's lock, and reports the progress. */
public final class RunMonitor implements AutoCloseable {
    private static final long UNKNOWN = -1;

    private final RunContext context;
    private final LagMonitor live;
    private final LagThrottle lagThrottle;
    private final Consumer<Progress> watcher;
    private final NamedLock own;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("backfill-monitor").daemon().factory());

    public RunMonitor(RunContext context, LagMonitor live, LagThrottle lagThrottle, Consumer<Progress> watcher,
            NamedLock own) {
        this.context = context;
        this.live = live;
        this.lagThrottle = lagThrottle;
        this.watcher = watcher;
        this.own = own;
    }

    public void start() {
        var _ = ticker.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
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
    }
}
