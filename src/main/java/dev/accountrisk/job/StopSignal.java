package dev.accountrisk.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a job to end after the step in hand, so that what it has done is whole and what it knows is written down. */
public final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Asks the job to end. */
    public void stop() {
        stopped.countDown();
    }

    /** Whether the job is to end. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits, but not longer than until the job is to end; answers whether it is. */
    public boolean pauseNanos(long nanos) {
        try {
            return stopped.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop();
            return true;
        }
    }
}
