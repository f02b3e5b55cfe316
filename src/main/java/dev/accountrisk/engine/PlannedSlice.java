package dev.accountrisk.engine;

import dev.accountrisk.database.LockOrder;
import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.position.FenceLostException;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A slice that is ready for its transaction.
 *
 * @param fence keeps the position of the slice's partition
 */
record PlannedSlice(Slice<?> slice, SliceStep.Plan plan, Fence fence) {

    /** The accounts that several slices need to lock, sorted and without repetition. */
    static List<String> accountsToLock(List<PlannedSlice> slices) {
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

    /**
     * Moves the position, applies the slice and counts its outcomes.
     *
     * @throws FenceLostException if the position is not where the slice begins
     */
    OutcomeCounts applyInTx(Connection connection, SliceStep.Trust trust, StepClock clock) throws SQLException {
        if (!fence.advanceInTx(connection, slice)) {
            throw new FenceLostException();
        }
        clock.done(EngineStep.FENCE);
        OutcomeCounts counts = plan.applyInTx(connection, trust);
        fence.countInTx(connection, slice.source(), counts);
        return counts;
    }
}
