package dev.accountrisk.engine;

import java.util.function.LongSupplier;

/** Times the parts of a transaction: each part begins where the one before it ended. Belongs to one thread. */
public final class StepClock {
    private final EngineObserver observer;
    private final LongSupplier nanos;
    private long sinceNanos;

    StepClock(EngineObserver observer) {
        this(observer, System::nanoTime);
    }

    StepClock(EngineObserver observer, LongSupplier nanos) {
        this.observer = observer;
        this.nanos = nanos;
    }

    /** A clock that reports to no observer. */
    public static StepClock silent() {
        return new StepClock(EngineObserver.NONE);
    }

    void start() {
        sinceNanos = nanos.getAsLong();
    }

    /** Reports that a part is done. */
    public void done(EngineStep step) {
        long nowNanos = nanos.getAsLong();
        observer.stepped(step, nowNanos - sinceNanos);
        sinceNanos = nowNanos;
    }

    long nanoTime() {
        return nanos.getAsLong();
    }
}
