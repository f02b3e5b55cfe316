package dev.accountrisk.backfill.replay;

import dev.accountrisk.job.Pace;
import dev.accountrisk.job.StopSignal;
import java.util.concurrent.TimeUnit;

/** What every chunk waits for: the rate, and live consumers that have priority. Ends with the job. Shared by threads. */
public final class ReplayThrottle {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Pace pace;
    private final LagThrottle lag;
    private final StopSignal stop;
    private final ReplayProgress progress;

    public ReplayThrottle(int recordsPerSecond, LagThrottle lag, StopSignal stop) {
        this(new Pace(recordsPerSecond, stop), lag, stop, new ReplayProgress(System::nanoTime));
    }

    private ReplayThrottle(Pace pace, LagThrottle lag, StopSignal stop, ReplayProgress progress) {
        this.pace = pace;
        this.lag = lag;
        this.stop = stop;
        this.progress = progress;
    }

    /** Waits for the turn of this many records. Returns false if the job is to end instead. */
    boolean await(int records) {
        while (lag.holds(System.nanoTime())) {
            if (stop.pauseNanos(LOOK_NANOS)) {
                return false;
            }
        }
        synchronized (pace) {
            return pace.await(records);
        }
    }

    /**
     * Pays for records that will be read without a wait, because a snapshot or a lock is held meanwhile. Returns false if the job
     * is to end instead.
     */
    public boolean prepay(int records) {
        return await(records) && await(0);
    }

    /** The same job without waits, for records that were paid for. */
    public ReplayThrottle prepaid() {
        return new ReplayThrottle(new Pace(0, stop), new LagThrottle(Long.MAX_VALUE), stop, progress);
    }

    /** How many records were processed. */
    public long records() {
        return progress.records();
    }

    /** How far the job is. */
    public ReplayProgress progress() {
        return progress;
    }

    public StopSignal stop() {
        return stop;
    }
}
