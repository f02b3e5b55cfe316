package dev.accountrisk.locks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** After a failure it lets nobody try for a while, then one caller, and the others once that caller has succeeded. */
final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final long openNanos;
    private final AtomicLong retryAtNanos = new AtomicLong(CLOSED);

    CircuitBreaker(Duration open) {
        this.openNanos = open.toNanos();
    }

    boolean allows() {
        long at = retryAtNanos.get();
        if (at == CLOSED) {
            return true;
        }
        long now = System.nanoTime();
        return now - at >= 0 && retryAtNanos.compareAndSet(at, now + openNanos);
    }

    void succeeded() {
        retryAtNanos.set(CLOSED);
    }

    void failed() {
        retryAtNanos.set(System.nanoTime() + openNanos);
    }
}
