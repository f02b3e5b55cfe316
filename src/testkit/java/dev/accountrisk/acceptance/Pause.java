package dev.accountrisk.acceptance;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets chance choose the moment and the length of a fault. What a test asserts is awaited with Awaitility. */
public final class Pause {
    private Pause() {}

    /** Some time, at most this long. */
    public static void upTo(Duration most, SplittableRandom random) {
        exactly(Duration.ofNanos(random.nextLong(most.toNanos())));
    }

    /** This long. */
    public static void exactly(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Until it has happened, or for so long when it does not. */
    public static void until(Duration most, BooleanSupplier happened) {
        long end = System.nanoTime() + most.toNanos();
        while (!happened.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
