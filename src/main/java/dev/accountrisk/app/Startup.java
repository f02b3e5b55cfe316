package dev.accountrisk.app;

import dev.accountrisk.app.actions.ActionLoop;
import dev.accountrisk.app.schema.Precondition;
import dev.accountrisk.database.Causes;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.text.LastCause;
import dev.accountrisk.threads.VitalThreads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the worker once the schema and the topics exist. Until then it is alive and not ready, and tries again; so the pods of a
 * cluster may start in any order.
 */
final class Startup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AccountLocks locks;
    private final List<Precondition> preconditions;
    private final LiveConsumer consumer;
    private final RelayLoop relay;
    private final ActionLoop actions;
    private final Thread thread;
    private volatile String waitingFor = "not started";
    private volatile boolean running;

    Startup(AccountLocks locks, List<Precondition> preconditions, LiveConsumer consumer, RelayLoop relay,
            ActionLoop actions, VitalThreads threads) {
        this.locks = locks;
        this.preconditions = preconditions;
        this.consumer = consumer;
        this.relay = relay;
        this.actions = actions;
        this.thread = Thread.ofPlatform().name("startup").unstarted(threads.guard("startup", this::run));
    }

    /** What the start waits for, or an empty text once the worker has started. */
    String waitingFor() {
        return waitingFor;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        actions.close();
        consumer.close();
        relay.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        locks.prepare();
        for (Precondition precondition : preconditions) {
            if (!establish(precondition)) {
                return;
            }
        }
        if (running) {
            consumer.start();
            relay.start();
            actions.start();
            waitingFor = "";
            LOG.info("started");
        }
    }

    private boolean establish(Precondition precondition) {
        LastCause last = new LastCause();
        while (running) {
            try {
                precondition.establish();
                return true;
            } catch (Exception failure) {
                String cause = precondition.name() + ": " + Causes.innermost(failure);
                waitingFor = cause;
                if (last.changesTo(cause)) {
                    LOG.warn("waiting for {}. Nothing is consumed until then; it is tried again every second", cause);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        return false;
    }
}
