package dev.accountrisk.servers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for what a test is about to see, never for time to pass. An exception means "not yet" until the deadline. */
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Returns when the condition holds; fails with the description when it does not in time. */
    public static void await(String description, Duration timeout, Callable<Boolean> condition) {
        var _ = value(description, timeout, condition, holds -> holds);
    }

    /** Returns the first value that is wanted; fails with the description and the last value seen. */
    public static <T> T value(String description, Duration timeout, Callable<T> source, Predicate<? super T> wanted) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            String seen;
            Exception failure = null;
            try {
                T value = source.call();
                if (wanted.test(value)) {
                    return value;
                }
                seen = String.valueOf(value);
            } catch (Exception e) {
                seen = e.toString();
                failure = e;
            }
            if (System.nanoTime() - deadlineNanos > 0 || Thread.interrupted()) {
                throw notInTime(description, timeout, seen, failure);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static AssertionError notInTime(String description, Duration timeout, String seen,
            @Nullable Exception failure) {
        return new AssertionError("not within %s: %s; last seen: %s".formatted(timeout, description, seen), failure);
    }
}
