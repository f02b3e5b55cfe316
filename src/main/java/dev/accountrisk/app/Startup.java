package dev.accountrisk.app;

import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.ingest.LiveConsumer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;

/**
 * Starts the worker once what it needs is there: the schema, the topics. Until then it is alive and not ready, and tries again;
 * no order in which the pods of a cluster come up is wrong.
 */
final class Startup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AccountLocks locks;
    private final List<Precondition> preconditions;
    private final LiveConsumer consumer;
    private final RelayLoop relay;
    private final Runnable end;
    private final Thread thread = Thread.ofPlatform().name("startup").unstarted(this::run);
    private volatile String waitingFor = "not started";
    private volatile boolean running;

    /** Something that has to be so before records are consumed. */
    interface Precondition {
        /** What it is, for the log and the health. */
        String name();

        /** Makes it so, or throws. */
        void establish() throws Exception;
    }

    Startup(AccountLocks locks, List<Precondition> preconditions, LiveConsumer consumer, RelayLoop relay,
            Runnable end) {
        this.locks = locks;
        this.preconditions = preconditions;
        this.consumer = consumer;
        this.relay = relay;
        this.end = end;
    }

    /** What is waited for, or an empty text when all is there. */
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
            startOrEnd();
        }
    }

    /** What fails here fails again: better an end that shows than a worker that does nothing. */
    private void startOrEnd() {
        try {
            consumer.start();
            relay.start();
            waitingFor = "";
            LOG.info("started");
        } catch (RuntimeException failure) {
            LOG.error("cannot start", failure);
            end.run();
        }
    }

    private boolean establish(Precondition precondition) {
        String last = "";
        while (running) {
            try {
                precondition.establish();
                return true;
            } catch (Exception failure) {
                String cause = precondition.name() + ": "
                        + NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
                waitingFor = cause;
                if (!cause.equals(last)) {
                    LOG.warn("waiting for {}", cause);
                    last = cause;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        return false;
    }
}
