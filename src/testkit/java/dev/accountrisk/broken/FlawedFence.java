package dev.accountrisk.broken;

import dev.accountrisk.engine.position.FencedSlice;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fence of several partitions, with a flaw. */
public final class FlawedFence extends SharedFence {
    private final Flaw flaw;
    private final Map<Thread, Set<Source>> lost = new ConcurrentHashMap<>();

    public FlawedFence(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public Set<Source> lostInTx(Connection connection, List<FencedSlice> slices) throws SQLException {
        Set<Source> found = flaw.fencesInOrderOfArrival()
                ? lostOneByOneInTx(connection, slices)
                : super.lostInTx(connection, slices);
        if (!flaw.dropsASliceTooLate()) {
            return found;
        }
        lost.put(Thread.currentThread(), found);
        return found.size() == slices.size() ? found : Set.of();
    }

    private Set<Source> lostOneByOneInTx(Connection connection, List<FencedSlice> slices) throws SQLException {
        List<FencedSlice> arrived = new ArrayList<>(slices);
        Collections.shuffle(arrived);
        Set<Source> found = new HashSet<>();
        for (FencedSlice one : arrived) {
            found.addAll(super.lostInTx(connection, List.of(one)));
        }
        return found;
    }

    @Override
    public void moveInTx(Connection connection, List<FencedSlice> slices, List<OutcomeCounts> counts)
            throws SQLException {
        Set<Source> dropped = lost.getOrDefault(Thread.currentThread(), Set.of());
        List<FencedSlice> moved = new ArrayList<>();
        List<OutcomeCounts> theirs = new ArrayList<>();
        for (int index = 0; index < slices.size(); index++) {
            if (!dropped.contains(slices.get(index).slice().source())) {
                moved.add(slices.get(index));
                theirs.add(counts.get(index));
            }
        }
        super.moveInTx(connection, moved, theirs);
    }

    @Override
    protected Moved moved(List<Boolean> each) {
        return flaw.resolvesByTheFirst() ? super.moved(each.subList(0, 1)) : super.moved(each);
    }
}
