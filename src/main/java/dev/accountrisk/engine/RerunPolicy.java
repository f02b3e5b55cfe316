package dev.accountrisk.engine;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * How often, and after which pause, a rolled back transaction is run again: at most eight times, after a random pause of up to
 * 10 ms, 20 ms, 40 ms and so on, at most 1 s ("full jitter", as in Brooker's "Exponential Backoff and Jitter").
 */
final class RerunPolicy {
    private static final int ATTEMPTS_MAX = 8;
    private static final long PAUSE_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PAUSE_MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongConsumer pauseNanos;

    /** Pauses for real. */
    RerunPolicy() {
        this(LockSupport::parkNanos);
    }

    /** Pauses as whoever is in charge of time says. */
    RerunPolicy(LongConsumer pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    /** Waits for the turn of an attempt, the first being number 1; answers false when there is none. */
    boolean pauseBefore(int attempt) {
        if (attempt > ATTEMPTS_MAX || Thread.currentThread().isInterrupted()) {
            return false;
        }
        long boundNanos = Math.min(PAUSE_MAX_NANOS, PAUSE_FIRST_NANOS << (attempt - 2));
        pauseNanos.accept(ThreadLocalRandom.current().nextLong(boundNanos));
        return true;
    }
}
