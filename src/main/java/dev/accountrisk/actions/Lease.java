package dev.accountrisk.actions;

import dev.accountrisk.job.StopSignal;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an action for this worker while it is carried out, and writes how far it is. Sets the work's signal once the action is
 * cancelled, or has gone to another worker, or could not be renewed for as long as the lease lasts.
 */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(ActionStore.LEASE_SECONDS);
    /** The count of a million records must not be all that MySQL does. */
    private static final int COUNT_SHARE = 20;

    private final ActionStore store;
    private final Work work;
    private final OperatorAction action;
    private final StopSignal stop;
    private final StopSignal ended = new StopSignal();
    private long renewedNanos = System.nanoTime();
    private long nextCountNanos = renewedNanos;
    private @Nullable Long left;
    private volatile boolean cancelled;
    private volatile boolean lost;

    private Lease(ActionStore store, Work work, OperatorAction action, StopSignal stop) {
        this.store = store;
        this.work = work;
        this.action = action;
        this.stop = stop;
    }

    /** Keeps an action that was just taken, until it is closed. */
    static Lease keep(ActionStore store, Work work, OperatorAction action, StopSignal stop) {
        Lease lease = new Lease(store, work, action, stop);
        Thread.ofVirtual().name("lease-of-action-" + action.id()).start(lease::run);
        return lease;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isLost() {
        return lost;
    }

    private void run() {
        while (!ended.pauseNanos(PERIOD_NANOS)) {
            renew();
        }
    }

    private void renew() {
        try {
            switch (store.renew(action, left)) {
                case GOES_ON -> {
                }
                case CANCELLED -> {
                    cancelled = true;
                    stop.stop();
                }
                case LOST -> lose();
            }
            renewedNanos = System.nanoTime();
            count();
        } catch (SQLException | RuntimeException failure) {
            LOG.debug("the lease of the action {} was not renewed", action.id(), failure);
            if (System.nanoTime() - renewedNanos > LEASE_NANOS) {
                lose();
            }
        }
    }

    private void lose() {
        lost = true;
        stop.stop();
    }

    /** For the next renewal, which must not wait for it. */
    private void count() {
        long beginNanos = System.nanoTime();
        if (beginNanos >= nextCountNanos) {
            OptionalLong counted = work.left(action);
            left = counted.isPresent() ? counted.getAsLong() : null;
            nextCountNanos = System.nanoTime() + (System.nanoTime() - beginNanos) * COUNT_SHARE;
        }
    }

    @Override
    public void close() {
        ended.stop();
    }
}
