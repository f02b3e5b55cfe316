package dev.accountrisk.engine.position;

import dev.accountrisk.database.LockOrder;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The fence of a transaction of several partitions. It locks all positions before anything else, in the order of their keys, and compares
 * them. So two workers that both believe they own the same partitions never deadlock. It moves all positions at the end, with the counts, in
 * one statement: nobody else can move them meanwhile.
 */
public class SharedFence {
    private final SharedPositions positions = new SharedPositions();

    /** What the positions of a transaction say about a commit whose answer was lost. */
    public enum Moved {
        /** It took effect. */
        ALL,
        /** It did not. */
        NONE,
        /** Unknown: some positions are past their slices and others are not, because another worker or an operator has moved some since. */
        SOME
    }

    /** The order in which positions are locked. */
    public static Comparator<Source> order() {
        return Comparator.comparing(Source::topic).thenComparingInt(Source::partition);
    }

    /** Locks the positions, and answers the partitions whose position is not where their slice begins. */
    public Set<Source> lostInTx(Connection connection, List<FencedSlice> slices) throws SQLException {
        Map<SharedPositions.Key, LockedPosition> found = positions.lockInTx(connection, keys(slices));
        Set<Source> lost = new HashSet<>();
        for (FencedSlice fenced : slices) {
            Source source = fenced.slice().source();
            if (!fenced.fence().isAt(found.get(SharedPositions.Key.of(source)), fenced.slice())) {
                lost.add(source);
            }
        }
        return lost;
    }

    /** Moves the locked positions to the ends of their slices, and adds the outcomes of each. */
    public void moveInTx(Connection connection, List<FencedSlice> slices, List<OutcomeCounts> counts)
            throws SQLException {
        positions.moveInTx(connection, slices.stream().map(FencedSlice::slice).toList(), counts);
    }

    /** Reads all positions after the end of any transaction that holds them, and compares them with the ends of the slices. */
    public Moved movedInTx(Connection connection, List<FencedSlice> slices) throws SQLException {
        Map<SharedPositions.Key, LockedPosition> found = positions.lockInTx(connection, keys(slices));
        return moved(slices.stream().map(fenced -> {
            Source source = fenced.slice().source();
            LockedPosition position = found.get(SharedPositions.Key.of(source));
            return position != null && Objects.equals(position.topicId(), source.topicId())
                    && position.nextOffset() >= fenced.slice().nextOffset();
        }).toList());
    }

    /** What to make of the positions, each of which moved or did not. */
    protected Moved moved(List<Boolean> each) {
        if (!each.contains(false)) {
            return Moved.ALL;
        }
        return each.contains(true) ? Moved.SOME : Moved.NONE;
    }

    private static List<SharedPositions.Key> keys(List<FencedSlice> slices) {
        List<SharedPositions.Key> keys = slices.stream()
                .map(fenced -> SharedPositions.Key.of(fenced.slice().source()))
                .toList();
        LockOrder.require(keys);
        return keys;
    }
}
