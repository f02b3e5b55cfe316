package dev.accountrisk.ingest;

import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.threads.VitalThreads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that apply what the consumers enqueue. One of them at a time writes a partition, and takes all waiting records as
 * one batch. So the longer a transaction takes, the larger is the next batch, and the batches of a quiet partition are small and
 * immediate.
 *
 * <p>Large batches get one thread per processor, because they keep it busy, here or in MySQL. Small batches mostly wait for their
 * commit. They have their own threads, so that they never wait for a large one: as many again, but at most four. Such a thread takes
 * what waits in several partitions of a topic as one batch ({@link SharedBatches}): fewer, larger transactions cost less than many
 * concurrent ones.
 */
final class Writers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);
    private static final int SMALL_THREADS_MAX = 4;

    private final ExecutorService large;
    private final ThreadPoolExecutor small;
    private final CallQueue calls = new CallQueue();
    private final BatchWriter writer;
    private final IngestTimes times;
    private final VitalThreads threads;

    /** @param largeThreads how many threads write large batches */
    Writers(int largeThreads, BatchWriter writer, IngestTimes times, VitalThreads threads) {
        this.large = Executors.newFixedThreadPool(largeThreads, threads("writer-"));
        this.small = fixedPool(smallThreads(largeThreads), threads("small-writer-"));
        this.writer = writer;
        this.times = times;
        this.threads = threads;
    }

    private static int smallThreads(int largeThreads) {
        return Math.min(SMALL_THREADS_MAX, largeThreads);
    }

    /** How many threads there are if this number writes large batches. */
    static int threads(int largeThreads) {
        return largeThreads + smallThreads(largeThreads);
    }

    private static ThreadFactory threads(String prefix) {
        return Thread.ofPlatform().name(prefix, 0).factory();
    }

    private static ThreadPoolExecutor fixedPool(int size, ThreadFactory threads) {
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /**
     * Whether all threads for small batches are at work, so that a small batch that is polled now waits for one of them. Large batches have
     * threads of their own.
     */
    boolean areBusy() {
        return small.getActiveCount() == small.getMaximumPoolSize();
    }

    /** Sends writers to partitions: one to those that may share a batch. Each partition was called for, and waits for its writer. */
    void call(Collection<LivePartition<?>> partitions) {
        List<LivePartition<?>> few = new ArrayList<>();
        for (LivePartition<?> partition : partitions) {
            if (partition.queue().waitingRecords() < SharedBatches.LARGE_RECORDS_MIN) {
                few.add(partition);
            } else {
                execute(large, () -> List.of(partition));
            }
        }
        calls.add(few);
        // one for each, because the first need not take them all; one that finds nothing to take ends at once
        few.forEach(_ -> execute(small, calls::take));
    }

    private void execute(ExecutorService pool, Supplier<List<LivePartition<?>>> toWrite) {
        try {
            pool.execute(threads.guard("writer", () -> call(writer.writeOnce(toWrite.get()))));
        } catch (RejectedExecutionException closing) {
            LOG.debug("nothing is written any more: the worker ends");
        }
    }

    /** Waits a moment for the current batches. */
    @Override
    public void close() {
        large.shutdown();
        small.shutdown();
        try {
            var _ = large.awaitTermination(times.writersEndMax().toMillis(), TimeUnit.MILLISECONDS)
                    && small.awaitTermination(times.writersEndMax().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
