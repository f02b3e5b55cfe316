package dev.accountrisk.app;

import dev.accountrisk.commands.expiry.HoldExpiry;
import dev.accountrisk.outbox.OutboxRelay;
import dev.accountrisk.text.LastCause;
import dev.accountrisk.threads.VitalThreads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what leaves the worker (the outbox, the expiry of holds) in rounds, each on a thread of its own. */
final class RelayLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final long STOP_MILLIS_MAX = 5_000;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final List<Thread> threads;

    /** One bounded piece of work. */
    interface Round {
        /** Runs one round; returns how long to pause before the next. */
        long runAndPauseMillis() throws InterruptedException;
    }

    RelayLoop(OutboxRelay relay, HoldExpiry expiry, VitalThreads vital) {
        this(List.of(
                thread(vital, "outbox-relay", () -> pauseMillis(relay.runOnce()), relay::close),
                thread(vital, "hold-expiry", () -> expiry.runOnce() > 0 ? 100 : 1_000, expiry::close)));
    }

    RelayLoop(List<Thread> threads) {
        this.threads = threads;
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** A thread, not started, that runs rounds until it is interrupted or dies of an error. */
    static Thread thread(VitalThreads vital, String name, Round round, Runnable atEnd) {
        return Thread.ofPlatform().name(name).unstarted(vital.guard(name, () -> {
            LastCause bugs = new LastCause();
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    TimeUnit.MILLISECONDS.sleep(pauseMillis(name, round, bugs));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                atEnd.run();
            }
        }));
    }

    /** An unexpected failure is logged, and the next round runs: if the thread ended, nothing would leave any more, in silence. */
    private static long pauseMillis(String name, Round round, LastCause bugs)
            throws InterruptedException {
        try {
            long pauseMillis = round.runAndPauseMillis();
            var _ = bugs.ends();
            return pauseMillis;
        } catch (RuntimeException bug) {
            if (bugs.changesTo(String.valueOf(bug))) {
                LOG.error("{} failed unexpectedly: nothing is lost, it runs again each second", name, bug);
            }
            return PAUSE_AFTER_FAILURE_MILLIS;
        }
    }

    private static long pauseMillis(OutboxRelay.Round round) {
        return switch (round) {
            case SENT -> 0;
            // wait for rows that commit in the next milliseconds, and send them together
            case SENT_ALL -> 10;
            case EMPTY -> 50;
            case NOT_MINE, FAILED -> PAUSE_AFTER_FAILURE_MILLIS;
        };
    }

    @Override
    public void close() {
        if (threads.getFirst().getState() == Thread.State.NEW) {
            // never started: the producer may not even exist
            return;
        }
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_MILLIS_MAX);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
