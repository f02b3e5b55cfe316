package dev.accountrisk.locks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** After a failure it lets nobody try for a while, then one caller, and the others once that caller has succeeded. */
final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final long openNanos;
    private final LongSupplier nanos;
    private final AtomicLong retryAtNanos = new AtomicLong(CLOSED);

    /**
     * Makes a closed one.
     *
     * @param open  how long it stays open after a failure
     * @param nanos supplies the time of a clock in nanoseconds, which may begin at any number
     */
    CircuitBreaker(Duration open, LongSupplier nanos) {
        this.openNanos = open.toNanos();
        this.nanos = nanos;
    }

    boolean allows() {
        long at = retryAtNanos.get();
        if (at == CLOSED) {
            return true;
        }
        long now = nanos.getAsLong();
        return now - at >= 0 && retryAtNanos.compareAndSet(at, now + openNanos);
    }

    void succeeded() {
        retryAtNanos.set(CLOSED);
    }

    void failed() {
        retryAtNanos.set(nanos.getAsLong() + openNanos);
    }
}
