package dev.accountrisk.ingest;

import dev.accountrisk.ingest.SharedBatches.Waiting;
import dev.accountrisk.ingest.partition.LivePartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The partitions with little to write that wait for a writer, longest first. */
final class CallQueue {
    /** All accounts are in one database. */
    private static final String THE_DATABASE = "";

    private final List<LivePartition<?>> waiting = new ArrayList<>();

    synchronized void add(Collection<LivePartition<?>> partitions) {
        waiting.addAll(partitions);
    }

    /** Takes the partitions that share the next batch; none if another writer has taken all. */
    synchronized List<LivePartition<?>> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Integer> places = SharedBatches.choose(waiting.stream().map(CallQueue::waiting).toList(),
                _ -> THE_DATABASE);
        List<LivePartition<?>> taken = places.stream().<LivePartition<?>>map(waiting::get).toList();
        places.reversed().forEach(place -> waiting.remove((int) place));
        return taken;
    }

    private static Waiting waiting(LivePartition<?> partition) {
        return new Waiting(partition.id(), partition.queue().waitingRecords(), partition.queue().heldBytes(),
                partition.queue().lastRecords(), partition.queue().lastFailed());
    }
}
