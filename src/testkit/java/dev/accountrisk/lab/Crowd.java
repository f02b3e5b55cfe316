package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Clients that do something at the same moment, as load does. */
public final class Crowd implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;
    private final CyclicBarrier barrier;

    public Crowd(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size, Thread.ofPlatform().daemon().factory());
        this.barrier = new CyclicBarrier(size);
    }

    /** Lets every member do its part, all begun together, and gives the errors of the database that they met. */
    public List<SQLException> allAtOnce(IntFunction<Callable<?>> partOf) throws InterruptedException {
        List<Future<?>> parts = new ArrayList<>();
        for (int member = 0; member < size; member++) {
            Callable<?> part = partOf.apply(member);
            parts.add(threads.submit(() -> {
                barrier.await();
                return part.call();
            }));
        }
        List<SQLException> errors = new ArrayList<>();
        for (Future<?> part : parts) {
            try {
                part.get();
            } catch (ExecutionException e) {
                errors.add(databaseError(e));
            }
        }
        return errors;
    }

    private static SQLException databaseError(ExecutionException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        throw new IllegalStateException("A member failed, and not in the database", failure);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
