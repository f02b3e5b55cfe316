package dev.accountrisk.ingest;

import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionState;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Opens partitions, some at a time: each asks Kafka and MySQL several questions, and one after another is slow where there are many. */
final class PartitionOpenings {
    /** As many connections of the pool are taken meanwhile. */
    private static final int AT_ONCE = 3;

    private final Consumer<LivePartition<?>> opener;

    /** @param opener opens a partition, or notes why not. Several threads call it */
    PartitionOpenings(Consumer<LivePartition<?>> opener) {
        this.opener = opener;
    }

    /**
     * Opens partitions in their order, the first one alone. Ends when one waits for a server: the next ones would probably wait for the same.
     *
     * @throws InterruptedException if the calling thread is interrupted. Nothing is being opened any more then
     */
    void open(List<? extends LivePartition<?>> due) throws InterruptedException {
        for (int from = 0; from < due.size();) {
            int until = from == 0 ? 1 : Math.min(due.size(), from + AT_ONCE);
            List<? extends LivePartition<?>> group = due.subList(from, until);
            openAtOnce(group);
            if (group.stream().anyMatch(partition -> partition.life().state() instanceof PartitionState.Waiting)) {
                return;
            }
            from = until;
        }
    }

    private void openAtOnce(List<? extends LivePartition<?>> group) throws InterruptedException {
        if (group.size() == 1) {
            opener.accept(group.getFirst());
            return;
        }
        try (ExecutorService threads = Executors
                .newThreadPerTaskExecutor(Thread.ofVirtual().name("partition-opener-", 0).factory())) {
            List<Future<Boolean>> opened = threads.invokeAll(group.stream()
                    .map(partition -> Executors.callable(() -> opener.accept(partition), true))
                    .toList());
            for (Future<Boolean> one : opened) {
                one.get();
            }
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case Error error -> throw error;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }
}
