package dev.accountrisk.positions;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks for a run of records in a copy of their log. A copy has other offsets, and the same timestamps, keys and values; headers may
 * have been added.
 */
final class RecordRun {
    private final List<ConsumerRecord<byte[], byte[]>> wanted;
    private final Deque<ConsumerRecord<byte[], byte[]>> last = new ArrayDeque<>();

    /** @param wanted at least one record */
    RecordRun(List<ConsumerRecord<byte[], byte[]>> wanted) {
        this.wanted = List.copyOf(wanted);
    }

    /** The least of the timestamps. The run does not begin before the first record with this timestamp or a later one. */
    long leastTimestamp() {
        return wanted.stream().mapToLong(ConsumerRecord::timestamp).min().orElseThrow();
    }

    /** Takes the next record of the copy. Returns whether it completes the run. */
    boolean endsWith(ConsumerRecord<byte[], byte[]> next) {
        last.addLast(next);
        if (last.size() > wanted.size()) {
            last.removeFirst();
        }
        if (last.size() < wanted.size() || !same(next, wanted.getLast())) {
            return false;
        }
        Iterator<ConsumerRecord<byte[], byte[]>> found = last.iterator();
        return wanted.stream().allMatch(record -> same(record, found.next()));
    }

    /** The offset of the run's first record in the copy, once it is complete. */
    long firstOffset() {
        return last.getFirst().offset();
    }

    private static boolean same(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return one.timestamp() == other.timestamp() && Arrays.equals(one.key(), other.key())
                && Arrays.equals(one.value(), other.value());
    }
}
