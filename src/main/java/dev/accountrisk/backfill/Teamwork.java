package dev.accountrisk.backfill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Partitions worked on by several threads, the longest first. */
final class Teamwork implements AutoCloseable {
    private final ExecutorService threads;

    Teamwork(int parallel) {
        this.threads = Executors.newFixedThreadPool(parallel,
                Thread.ofPlatform().name("backfill-", 0).daemon().factory());
    }

    /** What is done for a range; answers whether it came to its end. */
    @FunctionalInterface
    interface Task {
        boolean run(Range range) throws Exception;
    }

    /** Has something done by another thread, and waits for it. */
    void apart(Callable<?> task) throws Exception {
        try {
            threads.submit(task).get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        }
    }

    /** Does it for all; answers whether all came to their ends. The first failure is passed on when the others are done. */
    boolean forEach(List<Range> ranges, Task task) throws Exception {
        List<Future<Boolean>> futures = new ArrayList<>();
        ranges.stream()
                .sorted(Comparator.comparingLong(Range::records).reversed())
                .forEach(range -> futures.add(threads.submit(() -> task.run(range))));
        boolean all = true;
        ExecutionException failed = null;
        for (Future<Boolean> future : futures) {
            try {
                all &= future.get();
            } catch (ExecutionException failure) {
                failed = failed == null ? failure : failed;
            }
        }
        if (failed != null) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
