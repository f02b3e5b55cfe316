package dev.accountrisk.engine.record;

import dev.accountrisk.account.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition, in the order of their offsets, to be applied together.
 *
 * @param fromOffset  where the position must be for the slice to be applied
 * @param nextOffset  where the position is afterwards
 * @param leaderEpoch the leader epoch of the last record, or -1 if it is not known
 * @param records     at least one, each with an offset in the range from {@code fromOffset} to {@code nextOffset}
 * @param traceParent the trace that the events of these records belong to, as the W3C header spells it; null if there is none
 */
public record Slice<E extends Entry>(Source source, long fromOffset, long nextOffset, int leaderEpoch,
        List<Received<E>> records, @Nullable String traceParent) {

    /** Checks the range. */
    public Slice {
        if (records.isEmpty() || records.getFirst().offset() < fromOffset || records.getLast().offset() >= nextOffset) {
            throw new IllegalArgumentException(
                    "bug: the records of " + source + " do not fit the range from " + fromOffset
                            + " to " + nextOffset);
        }
    }

    /** A slice without a trace. */
    public Slice(Source source, long fromOffset, long nextOffset, int leaderEpoch, List<Received<E>> records) {
        this(source, fromOffset, nextOffset, leaderEpoch, records, null);
    }

    public Slice<E> firstHalf() {
        return first(records.size() / 2);
    }

    public Slice<E> secondHalf() {
        return from(records.size() / 2);
    }

    /** The first {@code count} records; its end is the offset of the record after them. */
    public Slice<E> first(int count) {
        return count == records.size()
                ? this
                : new Slice<>(source, fromOffset, records.get(count).offset(), leaderEpoch, records.subList(0, count),
                        traceParent);
    }

    /** All but the first {@code count} records. */
    public Slice<E> from(int count) {
        return new Slice<>(source, records.get(count).offset(), nextOffset, leaderEpoch,
                records.subList(count, records.size()), traceParent);
    }

    /** The same range with other records. */
    public Slice<E> with(List<Received<E>> others) {
        return new Slice<>(source, fromOffset, nextOffset, leaderEpoch, others, traceParent);
    }

    /** The same slice, whose events belong to a trace. */
    public Slice<E> tracedBy(@Nullable String parent) {
        return new Slice<>(source, fromOffset, nextOffset, leaderEpoch, records, parent);
    }
}
