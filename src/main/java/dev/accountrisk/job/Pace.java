package dev.accountrisk.job;

import java.util.concurrent.TimeUnit;

/**
 * Limits a job to a number of things per second. An unused share is not saved, so a job does not catch up after a pause in one
 * burst that would hurt others.
 */
public final class Pace {
    private final double nanosForOne;
    private final StopSignal stop;
    private long nextNanos = System.nanoTime();

    /** Makes a pace; 0 per second means no limit. */
    public Pace(int perSecond, StopSignal stop) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a pace must not be negative");
        }
        this.nanosForOne = perSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.stop = stop;
    }

    /** Waits until the next things may be done; returns false if the job must end instead. */
    public boolean await(int things) {
        long nowNanos = System.nanoTime();
        long waitNanos = Math.max(0, nextNanos - nowNanos);
        nextNanos = Math.max(nextNanos, nowNanos) + (long) (things * nanosForOne);
        return waitNanos == 0 ? !stop.isStopped() : !stop.pauseNanos(waitNanos);
    }
}
