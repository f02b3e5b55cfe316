package dev.accountrisk.ingest;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that apply what the consumers enqueue. A partition is written by one of them at a time, which takes all that waits
 * as one batch: the longer a transaction takes, the larger is the next one, and a quiet partition's is small and at once.
 *
 * <p>Large batches are worth one thread a processor, since they keep it busy, here or in MySQL. Small ones mostly wait for their
 * commit; they have threads of their own, so that they never wait for a large one. Those are as many, but at most four: what
 * waits for one grows meanwhile, and fewer, larger batches cost less than many side by side.
 */
final class Writers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);
    private static final int SMALL_THREADS_MAX = 4;
    private static final int LARGE_RECORDS_MIN = 2_000;

    private final ExecutorService large;
    private final ExecutorService small;
    private final PartitionWriter writer;
    private final IngestTimes times;

    /** @param largeThreads how many threads write large batches */
    Writers(int largeThreads, PartitionWriter writer, IngestTimes times) {
        this.large = Executors.newFixedThreadPool(largeThreads, threads("writer-"));
        this.small = Executors.newFixedThreadPool(smallThreads(largeThreads), threads("small-writer-"));
        this.writer = writer;
        this.times = times;
    }

    private static int smallThreads(int largeThreads) {
        return Math.min(SMALL_THREADS_MAX, largeThreads);
    }

    /** How many threads there are when so many write large batches. */
    static int threads(int largeThreads) {
        return largeThreads + smallThreads(largeThreads);
    }

    private static ThreadFactory threads(String prefix) {
        return Thread.ofPlatform().name(prefix, 0).factory();
    }

    /** Sends a writer to a partition. */
    void call(LivePartition<?> partition) {
        try {
            (partition.queue().waitingRecords() < LARGE_RECORDS_MIN ? small : large).execute(() -> {
                if (writer.writeOnce(partition)) {
                    call(partition);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("{} is not written any more: the worker ends", partition.id());
        }
    }

    /** Waits a moment for the batches in hand. */
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
