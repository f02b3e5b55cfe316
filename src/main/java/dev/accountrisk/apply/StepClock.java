package dev.accountrisk.apply;

/** Times the steps of a batch: each begins where the one before it was done. Belongs to one thread. */
final class StepClock {
    private final EngineObserver observer;
    private long sinceNanos;

    StepClock(EngineObserver observer) {
        this.observer = observer;
    }

    void start() {
        sinceNanos = System.nanoTime();
    }

    void done(EngineStep step) {
        long nowNanos = System.nanoTime();
        observer.stepped(step, nowNanos - sinceNanos);
        sinceNanos = nowNanos;
    }
}
