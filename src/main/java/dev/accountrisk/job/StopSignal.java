package dev.accountrisk.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a job to end after its current step, so that its work is complete and its progress is stored. */
public final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Asks the job to end. */
    public void stop() {
        stopped.countDown();
    }

    /** Whether the job must end. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits, but no longer than until the job must end; returns whether it must. */
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
