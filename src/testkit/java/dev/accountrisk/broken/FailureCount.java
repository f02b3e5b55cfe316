package dev.accountrisk.broken;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** No flaw: counts how often the database let a statement fail, by the two causes that the load provokes. */
final class FailureCount implements Flaw {
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final AtomicInteger deadlocks = new AtomicInteger();
    private final AtomicInteger timeouts = new AtomicInteger();

    @Override
    public SQLException reported(SQLException failure) {
        if (failure.getErrorCode() == DEADLOCK) {
            deadlocks.incrementAndGet();
        } else if (failure.getErrorCode() == LOCK_WAIT_TIMEOUT) {
            timeouts.incrementAndGet();
        }
        return failure;
    }

    int deadlocks() {
        return deadlocks.get();
    }

    int timeouts() {
        return timeouts.get();
    }
}
