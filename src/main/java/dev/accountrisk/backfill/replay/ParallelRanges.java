package dev.accountrisk.backfill.replay;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.broker.BrokerException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on several ranges at once, the longest first. */
public final class ParallelRanges implements AutoCloseable {
    private final ExecutorService threads;

    public ParallelRanges(int threads) {
        this.threads = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name("backfill-", 0).daemon().factory());
    }

    /** What is done for one range. */
    @FunctionalInterface
    public interface RangeTask {
        RangeEnd run(Range range) throws SQLException, BrokerException, RefusedException;
    }

    /** What is done once. */
    @FunctionalInterface
    public interface Task {
        void run() throws SQLException, BrokerException, RefusedException;
    }

    /** Runs a task on another thread and waits for it. */
    public void onOtherThread(Task task) throws SQLException, BrokerException, RefusedException {
        await(submit(() -> {
            task.run();
            return RangeEnd.COMPLETE;
        }));
    }

    /** Runs a task for every range. All have ended when the first failure is thrown. */
    public Map<Range, RangeEnd> forEach(List<Range> ranges, RangeTask task)
            throws SQLException, BrokerException, RefusedException {
        Map<Range, Future<RangeEnd>> running = new LinkedHashMap<>();
        ranges.stream()
                .sorted(Comparator.comparingLong(Range::records).reversed())
                .forEach(range -> running.put(range, submit(() -> task.run(range))));
        Map<Range, RangeEnd> ends = new LinkedHashMap<>();
        List<Exception> failures = new ArrayList<>();
        for (Map.Entry<Range, Future<RangeEnd>> range : running.entrySet()) {
            try {
                ends.put(range.getKey(), await(range.getValue()));
            } catch (SQLException | BrokerException | RefusedException | RuntimeException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throwAsIs(failures.getFirst());
        }
        return ends;
    }

    private Future<RangeEnd> submit(Callable<RangeEnd> task) {
        return threads.submit(task);
    }

    private static RangeEnd await(Future<RangeEnd> future) throws SQLException, BrokerException, RefusedException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throwAsIs(Objects.requireNonNullElse(failure.getCause(), failure));
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while other threads work on ranges");
        }
    }

    private static void throwAsIs(Throwable failure) throws SQLException, BrokerException, RefusedException {
        switch (failure) {
            case SQLException known -> throw known;
            case BrokerException known -> throw known;
            case RefusedException known -> throw known;
            case RuntimeException known -> throw known;
            case Error known -> throw known;
            default -> throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
