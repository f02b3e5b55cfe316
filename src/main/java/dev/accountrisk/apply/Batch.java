package dev.accountrisk.apply;

import java.util.List;

/**
 * Records of one partition, in order, that are to be applied together.
 *
 * @param fromOffset  where the position has to stand for the batch to be applied
 * @param nextOffset  where it will stand afterwards
 * @param leaderEpoch of the last record, or -1 when it is not known
 * @param records     at least one
 */
public record Batch<T>(Source source, long fromOffset, long nextOffset, int leaderEpoch, List<Received<T>> records) {

    Batch<T> firstHalf() {
        return head(records.size() / 2);
    }

    Batch<T> secondHalf() {
        return from(records.size() / 2);
    }

    /** The first so many records; the position then stands before the next one. */
    Batch<T> head(int count) {
        return count == records.size()
                ? this
                : new Batch<>(source, fromOffset, records.get(count).offset(), leaderEpoch, records.subList(0, count));
    }

    /** What is left behind the head of so many records. */
    Batch<T> from(int count) {
        return new Batch<>(source, records.get(count).offset(), nextOffset, leaderEpoch,
                records.subList(count, records.size()));
    }

    /** The same range with other records. */
    Batch<T> with(List<Received<T>> others) {
        return new Batch<>(source, fromOffset, nextOffset, leaderEpoch, others);
    }
}
