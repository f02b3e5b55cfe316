package dev.accountrisk.ops;

import dev.accountrisk.outbox.HoldExpiry;
import dev.accountrisk.outbox.OutboxRelay;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the rounds of what leaves the worker (the outbox, the expiry of holds), each on a thread of its own. */
final class RelayLoop implements AutoCloseable {
    private static final long STOP_MILLIS_MAX = 5_000;

    private final List<Thread> threads;

    /** A job of bounded rounds. */
    private interface Round {
        /** Runs one; answers how long to pause before the next. */
        long runAndPauseMillis() throws InterruptedException;
    }

    RelayLoop(OutboxRelay relay, HoldExpiry expiry) {
        this.threads = List.of(
                thread("outbox-relay", () -> pauseMillis(relay.runOnce()), relay::close),
                thread("hold-expiry", () -> expiry.runOnce() > 0 ? 100 : 1_000, expiry::close));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Round round, Runnable atEnd) {
        return Thread.ofPlatform().name(name).unstarted(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    TimeUnit.MILLISECONDS.sleep(round.runAndPauseMillis());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                atEnd.run();
            }
        });
    }

    private static long pauseMillis(OutboxRelay.Round round) {
        return switch (round) {
            case SENT -> 0;
            case EMPTY -> 50;
            case NOT_MINE, FAILED -> 1_000;
        };
    }

    @Override
    public void close() {
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
