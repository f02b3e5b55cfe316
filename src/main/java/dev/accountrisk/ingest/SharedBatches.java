package dev.accountrisk.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions share a transaction: the one that waits longest, and others of its topic and its database, up to about so many
 * records and bytes. A partition that has much to write, or had much the last time, goes alone, because the others would wait for it. So
 * does one whose last batch was not applied: if one partition is in trouble, its companions share again after one batch, without it. Pure.
 */
final class SharedBatches {
    /** A batch this large keeps a processor busy, and the fixed cost of its transaction no longer matters. */
    static final int LARGE_RECORDS_MIN = 2_000;

    private static final int SMALL_RECORDS_MAX = 1_000;
    private static final int RECORDS_MAX = LARGE_RECORDS_MIN;
    private static final long BYTES_MAX = 4L << 20;
    private static final int PARTITIONS_MAX = 64;

    private SharedBatches() {}

    /**
     * A partition that waits for a writer.
     *
     * @param records     how many records wait in it
     * @param bytes       about how many bytes of the heap they take
     * @param lastRecords how many records its last batch had
     * @param lastFailed  whether its last batch was not applied
     */
    record Waiting(TopicPartition id, int records, long bytes, int lastRecords, boolean lastFailed) {
        /** One without records only passes offsets, in a transaction of its own. */
        boolean goesAlone() {
            return lastFailed || records == 0 || records > SMALL_RECORDS_MAX || lastRecords > SMALL_RECORDS_MAX
                    || bytes > BYTES_MAX;
        }
    }

    /**
     * Chooses the partitions of the next batch.
     *
     * @param waiting    who waits, longest first
     * @param databaseOf the database that holds a partition's accounts
     * @return the places of the chosen ones in {@code waiting}: the first, and perhaps others
     */
    static List<Integer> choose(List<Waiting> waiting, Function<TopicPartition, String> databaseOf) {
        Waiting first = waiting.getFirst();
        List<Integer> chosen = new ArrayList<>();
        chosen.add(0);
        if (first.goesAlone()) {
            return chosen;
        }
        Set<TopicPartition> ids = new HashSet<>(Set.of(first.id()));
        String database = databaseOf.apply(first.id());
        int records = first.records();
        long bytes = first.bytes();
        for (int place = 1; place < waiting.size() && chosen.size() < PARTITIONS_MAX; place++) {
            Waiting next = waiting.get(place);
            if (!next.goesAlone() && next.id().topic().equals(first.id().topic())
                    && databaseOf.apply(next.id()).equals(database) && records + next.records() <= RECORDS_MAX
                    && bytes + next.bytes() <= BYTES_MAX && ids.add(next.id())) {
                chosen.add(place);
                records += next.records();
                bytes += next.bytes();
            }
        }
        return chosen;
    }
}
