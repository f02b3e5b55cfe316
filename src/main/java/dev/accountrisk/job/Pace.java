package dev.accountrisk.job;

import java.util.concurrent.TimeUnit;

/**
 * Holds a job to so many things a second. What was not used is not saved up: after a pause a job does not make up for it in one
 * burst that others would feel.
 */
public final class Pace {
    private final double nanosForOne;
    private final StopSignal stop;
    private long nextNanos = System.nanoTime();

    /** Makes a pace; 0 a second means as fast as it goes. */
    public Pace(int perSecond, StopSignal stop) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a pace must not be negative");
        }
        this.nanosForOne = perSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.stop = stop;
    }

    /** Waits for the turn of the next things; answers false when the job is to end instead. */
    public boolean await(int things) {
        long nowNanos = System.nanoTime();
        long waitNanos = Math.max(0, nextNanos - nowNanos);
        nextNanos = Math.max(nextNanos, nowNanos) + (long) (things * nanosForOne);
        return waitNanos == 0 ? !stop.isStopped() : !stop.pauseNanos(waitNanos);
    }
}
