package dev.accountrisk.engine;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * How often, and after which pause, a rolled back transaction runs again: at most eight times, after a random pause of up to
 * 10 ms, 20 ms, 40 ms and so on, at most 1 s ("full jitter", as in Brooker's "Exponential Backoff and Jitter").
 *
 * <p>It is written by hand because Spring's {@code ExponentialBackOff} has no full jitter: it never pauses for less than its first
 * interval.
 */
final class RerunPolicy {
    private static final int ATTEMPTS_MAX = 8;
    private static final long PAUSE_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PAUSE_MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongConsumer pauseNanos;

    /** A policy that really pauses. */
    RerunPolicy() {
        this(LockSupport::parkNanos);
    }

    /** A policy that pauses as the caller defines. */
    RerunPolicy(LongConsumer pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    /** Waits until an attempt may begin, the first being number 1; returns false if there may be no more. */
    boolean pauseBefore(int attempt) {
        if (attempt > ATTEMPTS_MAX || Thread.currentThread().isInterrupted()) {
            return false;
        }
        long boundNanos = Math.min(PAUSE_MAX_NANOS, PAUSE_FIRST_NANOS << (attempt - 2));
        pauseNanos.accept(ThreadLocalRandom.current().nextLong(boundNanos));
        return true;
    }
}
