package dev.accountrisk.ingest;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.Received;
import dev.accountrisk.engine.RecordBuffer;
import dev.accountrisk.engine.Slice;
import dev.accountrisk.engine.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records of a partition that were brought and that no writer has taken. Guarded by its partition's lock. */
final class WaitingRecords<E extends Entry> {
    private static final int CONTEXTS_MAX = 64;

    private final RecordBuffer<E> records;
    private final Set<String> contexts = new LinkedHashSet<>();
    private int leaderEpoch = -1;
    private boolean caughtUp;
    private long broughtNanos;
    private TopicCatalog.@Nullable Asked topicIds;

    WaitingRecords(RecordBuffer<E> records) {
        this.records = records;
    }

    /**
     * What a writer has taken.
     *
     * @param contexts what the observer wants to know of the records
     * @param topicIds asked for after the last of them was polled
     */
    record Taken<E extends Entry>(Slice<E> batch, Set<String> contexts, TopicCatalog.Asked topicIds) {}

    /** Adds what was polled, of which the decoded ones are new. */
    void add(List<Received<E>> decoded, List<ConsumerRecord<byte[], byte[]>> polled, boolean isCaughtUp,
            TopicCatalog.Asked askedAfterIt, IngestObserver observer) {
        decoded.forEach(records::append);
        leaderEpoch = polled.getLast().leaderEpoch().orElse(-1);
        topicIds = askedAfterIt;
        caughtUp = isCaughtUp;
        broughtNanos = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            String context = contexts.size() < CONTEXTS_MAX ? observer.contextOf(record) : null;
            if (context != null) {
                contexts.add(context);
            }
        }
    }

    int size() {
        return records.size();
    }

    long heapBytes() {
        return records.heapBytes();
    }

    /** Whether they are worth a batch: there is no more to come, or no room for more. */
    boolean isDue(int recordsMax) {
        return size() > 0 && (caughtUp || size() >= recordsMax);
    }

    /** Whether they have waited in vain for more to come. */
    boolean isOverdue(long nowNanos, long nanosMax) {
        return size() > 0 && nowNanos - broughtNanos > nanosMax;
    }

    /** All of them; none may be added any more. */
    Taken<E> asBatch(Source source, long fromOffset, long nextOffset) {
        if (topicIds == null) {
            throw new IllegalStateException("bug: a batch of nothing");
        }
        return new Taken<>(new Slice<>(source, fromOffset, nextOffset, leaderEpoch, records.records()), contexts,
                topicIds);
    }
}
