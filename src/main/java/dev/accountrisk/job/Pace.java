package dev.accountrisk.job;

import java.util.concurrent.TimeUnit;

/**
 * Limits a job to a number of things per second. An unused share is not saved, so a job does not catch up after a pause in one
 * burst that would hurt others.
 */
public final class Pace {
    private final double nanosForOne;
    private final int perSecond;
    private final StopSignal stop;
    private long nextNanos = System.nanoTime();

    /** Makes a pace; 0 per second means no limit. */
    public Pace(int perSecond, StopSignal stop) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a pace must not be negative");
        }
        this.perSecond = perSecond;
        this.nanosForOne = perSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.stop = stop;
    }

    /** How many things may be done in one step, so that no step is more than a second's share. */
    public int atOnce(int limit) {
        return perSecond == 0 ? limit : Math.min(limit, perSecond);
    }

    /** Waits until the next things may be done; returns false if the job must end instead. */
    public boolean await(long things) {
        long nowNanos = System.nanoTime();
        long waitNanos = Math.max(0, nextNanos - nowNanos);
        nextNanos = Math.max(nextNanos, nowNanos) + (long) (things * nanosForOne);
        return waitNanos == 0 ? !stop.isStopped() : !stop.pauseNanos(waitNanos);
    }
}
