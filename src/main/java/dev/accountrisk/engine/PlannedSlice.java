package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.database.LockOrder;
import dev.accountrisk.engine.position.FencedSlice;
import dev.accountrisk.engine.position.PositionFence;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.util.List;

/** A slice that is ready for its transaction. */
record PlannedSlice<E extends Entry>(Engine<E> engine, Slice<E> slice, SliceStep.Plan plan) {

    /** The accounts that several slices need to lock, sorted and without repetition. */
    static List<String> accountsToLock(List<? extends PlannedSlice<?>> slices) {
        if (slices.size() > 1) {
            return slices.stream()
                    .flatMap(planned -> planned.plan().accountsToLock().stream())
                    .distinct()
                    .sorted()
                    .toList();
        }
        List<String> accounts = slices.getFirst().plan().accountsToLock();
        LockOrder.require(accounts);
        return accounts;
    }

    Source source() {
        return slice.source();
    }

    /** The slice with its fence, for a transaction of several partitions. */
    FencedSlice fenced() {
        PositionFence fence = engine.fence().sharable();
        if (fence == null) {
            throw new IllegalStateException("bug: the fence of " + source() + " moves alone");
        }
        return new FencedSlice(fence, slice);
    }
}
