package dev.accountrisk.acceptance;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Lets chance choose the moment of a fault. Nothing is ever awaited by it: for that there is {@code Eventually}. */
final class Pause {
    private Pause() {}

    static void upTo(Duration most, SplittableRandom random) {
        exactly(Duration.ofNanos(random.nextLong(most.toNanos())));
    }

    static void exactly(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
