package dev.accountrisk.backfill.replay;

import dev.accountrisk.parking.ParkedState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What operators decided about the parked records of one partition, in the order of their offsets. A record takes eight bytes:
 * there may be millions.
 */
public final class ClosedRecords {
    static final ClosedRecords NONE = new Builder().build();

    /** The lowest bit says that the record was dropped, and the others are its offset. */
    private static final int DROPPED = 1;
    private static final int STATE_BITS = 1;

    private final long[] sorted;

    private ClosedRecords(long[] sorted) {
        this.sorted = sorted;
    }

    /** A record, and what was decided about it. */
    public record Closed(long offset, ParkedState state) {}

    /** How many there are. */
    public int size() {
        return sorted.length;
    }

    /** Those from an index up to another. */
    public List<Closed> subList(int from, int until) {
        List<Closed> part = new ArrayList<>(until - from);
        for (int index = from; index < until; index++) {
            part.add(new Closed(sorted[index] >> STATE_BITS, state(index)));
        }
        return part;
    }

    /** What was decided about the record at an offset. */
    Optional<ParkedState> at(long offset) {
        int found = Arrays.binarySearch(sorted, offset << STATE_BITS);
        int index = found < 0 ? -found - 1 : found;
        return index < sorted.length && sorted[index] >> STATE_BITS == offset
                ? Optional.of(state(index))
                : Optional.empty();
    }

    private ParkedState state(int index) {
        return (sorted[index] & DROPPED) == 0 ? ParkedState.RELEASED : ParkedState.DROPPED;
    }

    /** Collects records in any order. A record may come more than once. */
    static final class Builder {
        private static final int FIRST_CAPACITY = 16;

        private long[] values = new long[FIRST_CAPACITY];
        private int size;

        void add(long offset, ParkedState state) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = offset << STATE_BITS | switch (state) {
                case RELEASED -> 0;
                case DROPPED -> DROPPED;
                case PARKED -> throw new IllegalArgumentException("nothing was decided about offset " + offset);
            };
        }

        ClosedRecords build() {
            Arrays.sort(values, 0, size);
            int kept = 0;
            for (int index = 0; index < size; index++) {
                if (kept == 0 || values[kept - 1] != values[index]) {
                    values[kept++] = values[index];
                }
            }
            return new ClosedRecords(Arrays.copyOf(values, kept));
        }
    }
}
