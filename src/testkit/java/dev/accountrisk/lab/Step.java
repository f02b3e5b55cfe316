package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A statement that was sent: finished, or waiting for a lock of another session.
 *
 * @param <T>
 *            what the statement returns
 */
final class Step<T> {
    private static final long DEADLINE_SECONDS = 20;

    private final Future<T> running;
    private final boolean waited;

    private Step(Future<T> running, boolean waited) {
        this.running = running;
        this.waited = waited;
    }

    /** Returns once the statement has ended or InnoDB says that it waits: then it is the other session's turn. */
    static <T> Step<T> settle(Future<T> running, LockWatch locks, long threadId) throws SQLException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (System.nanoTime() < deadlineNanos) {
            if (endsWithin(running, 2)) {
                return new Step<>(running, false);
            }
            if (locks.waits(threadId)) {
                return new Step<>(running, true);
            }
        }
        throw new IllegalStateException("The statement neither ended nor waits for a lock");
    }

    private static boolean endsWithin(Future<?> running, long millis) {
        try {
            running.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a step ran", e);
        }
    }

    /** Whether the statement had to wait for another session when it was sent. */
    boolean waited() {
        return waited;
    }

    boolean running() {
        return !running.isDone();
    }

    /** Waits for the end and gives the result; a failed statement is a failed experiment. */
    T result() {
        try {
            return running.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The step failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The step did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a step ran", e);
        }
    }

    /** Waits for the end and gives MySQL's error number, or 0. */
    int error() {
        try {
            running.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                return sql.getErrorCode();
            }
            throw new IllegalStateException("Not an error of the database", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The step did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a step ran", e);
        }
    }
}
