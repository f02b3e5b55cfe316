package dev.accountrisk.ingest;

import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.threads.VitalThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that apply what the consumers enqueue. One of them at a time writes a partition, and takes all waiting records as
 * one batch. So the longer a transaction takes, the larger is the next batch, and the batches of a quiet partition are small and
 * immediate.
 *
 * <p>Large batches get one thread per processor, because they keep it busy, here or in MySQL. Small batches mostly wait for their
 * commit. They have their own threads, so that they never wait for a large one: as many again, but at most four. The records that
 * wait for such a thread become a larger batch, and fewer, larger batches cost less than many concurrent ones.
 */
final class Writers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);
    private static final int SMALL_THREADS_MAX = 4;
    private static final int LARGE_RECORDS_MIN = 2_000;

    private final ExecutorService large;
    private final ExecutorService small;
    private final PartitionWriter writer;
    private final IngestTimes times;
    private final VitalThreads threads;

    /** @param largeThreads how many threads write large batches */
    Writers(int largeThreads, PartitionWriter writer, IngestTimes times, VitalThreads threads) {
        this.large = Executors.newFixedThreadPool(largeThreads, threads("writer-"));
        this.small = Executors.newFixedThreadPool(smallThreads(largeThreads), threads("small-writer-"));
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

    /** Sends a writer to a partition. */
    void call(LivePartition<?> partition) {
        try {
            (partition.queue().waitingRecords() < LARGE_RECORDS_MIN ? small : large)
                    .execute(threads.guard("writer", () -> {
                        if (writer.writeOnce(partition)) {
                            call(partition);
                        }
                    }));
        } catch (RejectedExecutionException closing) {
            LOG.debug("{} is not written any more: the worker ends", partition.id());
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
