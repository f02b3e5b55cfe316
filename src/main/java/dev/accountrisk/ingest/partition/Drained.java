package dev.accountrisk.ingest.partition;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.util.List;
import java.util.Set;

/**
 * Everything that waited in a partition when a writer drained it.
 *
 * @param records  may be empty: then only the position moves, past offsets that hold no record
 * @param contexts what the observer keeps about the records
 */
public record Drained<E extends Entry>(Source source, long fromOffset, long nextOffset, int leaderEpoch,
        List<Received<E>> records, Set<String> contexts) {
    public boolean isEmpty() {
        return records.isEmpty();
    }

    public Slice<E> slice() {
        return new Slice<>(source, fromOffset, nextOffset, leaderEpoch, records);
    }
}
