package dev.accountrisk.backfill;

import dev.accountrisk.job.Pace;
import dev.accountrisk.job.StopSignal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What every batch has to pass: the rate, the live consumers' right of way, the request to end. Shared by threads. */
final class Gate {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Pace pace;
    private final Throttle throttle;
    private final StopSignal stop;
    private final LongAdder passed = new LongAdder();

    Gate(int recordsPerSecond, Throttle throttle, StopSignal stop) {
        this.pace = new Pace(recordsPerSecond, stop);
        this.throttle = throttle;
        this.stop = stop;
    }

    /** Waits for the turn of so many records; answers false when the job is to end instead. */
    boolean await(int records) {
        while (throttle.holds(System.nanoTime())) {
            if (stop.pauseNanos(LOOK_NANOS)) {
                return false;
            }
        }
        synchronized (pace) {
            return pace.await(records);
        }
    }

    void passed(int records) {
        passed.add(records);
    }

    long records() {
        return passed.sum();
    }

    StopSignal stop() {
        return stop;
    }
}
