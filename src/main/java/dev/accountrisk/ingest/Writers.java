package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.OutcomeCounts;
import dev.accountrisk.engine.Slice;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that apply what the consumers bring. A partition is written by one of them at a time, which takes all that waits
 * as one batch: the longer a transaction takes, the larger is the next one, and a quiet partition's is small and at once.
 *
 * <p>Large batches are worth one thread a processor, since they keep it busy, here or in MySQL. Small ones mostly wait for their
 * commit; they have threads of their own, so that they never wait behind a large one. Those are as many, but at most four: what
 * waits for one grows meanwhile, and fewer, larger batches cost less than many side by side.
 */
final class Writers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);
    private static final int SMALL_THREADS_MAX = 4;
    private static final int LARGE_RECORDS_MIN = 2_000;
    private static final long END_MILLIS_MAX = 5_000;

    private final ExecutorService large;
    private final ExecutorService small;
    private final IngestObserver observer;

    /** @param largeThreads how many threads write large batches */
    Writers(int largeThreads, IngestObserver observer) {
        this.large = Executors.newFixedThreadPool(largeThreads, threads("writer-"));
        this.small = Executors.newFixedThreadPool(smallThreads(largeThreads), threads("small-writer-"));
        this.observer = observer;
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

    /** Calls a writer to a partition. */
    void call(LivePartition<?> partition) {
        try {
            (partition.waitingRecords() < LARGE_RECORDS_MIN ? small : large).execute(() -> {
                if (writeOnce(partition)) {
                    call(partition);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("{} is not written any more", partition.id());
        }
    }

    /** One batch of a partition; answers whether there is more. */
    private <E extends Entry> boolean writeOnce(LivePartition<E> partition) {
        Optional<WaitingRecords.Taken<E>> taken = partition.take();
        return taken.isPresent() && partition.applied(taken.get().batch(), write(partition, taken.get()));
    }

    /** Whatever goes wrong is a result: a partition whose writer is gone would stand still in silence. */
    private <E extends Entry> ApplyResult write(LivePartition<E> partition, WaitingRecords.Taken<E> taken) {
        try {
            return writeAndTell(partition, taken);
        } catch (RuntimeException | Error bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("partition", partition.id())
                    .log("a batch failed in a way that nobody foresaw");
            return new ApplyResult.Stopped(OutcomeCounts.NONE, bug.getClass().getSimpleName());
        }
    }

    private <E extends Entry> ApplyResult writeAndTell(LivePartition<E> partition, WaitingRecords.Taken<E> taken) {
        Slice<E> batch = taken.batch();
        try (BatchLog log = BatchLog.of(partition.id(), batch)) {
            IngestObserver.Ending ending = observer.began(partition.id(), batch.records().getFirst().offset(),
                    batch.records().size(), taken.contexts());
            String outcome = "failed";
            try {
                ApplyResult result = apply(partition, taken);
                observer.counted(partition.id().topic(), result.counts());
                outcome = result.getClass().getSimpleName();
                LOG.debug("{}", result);
                return result;
            } finally {
                ending.ended(outcome);
            }
        }
    }

    private static <E extends Entry> ApplyResult apply(LivePartition<E> partition, WaitingRecords.Taken<E> taken) {
        try {
            String topic = partition.id().topic();
            String topicId = taken.topicIds().topicIds().get(topic);
            return taken.batch().source().topicId().equals(topicId)
                    ? partition.apply(taken.batch())
                    : new ApplyResult.Stopped(OutcomeCounts.NONE, "topic " + topic + " was deleted and made again");
        } catch (BrokerUnavailableException unavailable) {
            return new ApplyResult.Unavailable(OutcomeCounts.NONE, String.valueOf(unavailable.getMessage()));
        }
    }

    /** Lets the batches in hand come to their end, for a moment. */
    @Override
    public void close() {
        large.shutdown();
        small.shutdown();
        try {
            var _ = large.awaitTermination(END_MILLIS_MAX, TimeUnit.MILLISECONDS)
                    && small.awaitTermination(END_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
