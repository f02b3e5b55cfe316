package dev.accountrisk.backfill.shadow;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.plan.UnknownOrderException;
import dev.accountrisk.backfill.replay.RangeEnd;
import dev.accountrisk.broker.BrokerException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Replays ranges until all are complete. A range that is blocked by another partition gets its next turn when the others have had
 * theirs.
 */
final class ReplayRounds {
    private final Round round;

    /** Gives each range one turn. */
    @FunctionalInterface
    interface Round {
        Map<Range, RangeEnd> run(List<Range> ranges) throws SQLException, BrokerException, RefusedException;
    }

    /** Counts the records that were processed so far. */
    @FunctionalInterface
    interface Count {
        long records();
    }

    ReplayRounds(Round round) {
        this.round = round;
    }

    /** Returns false if the job was asked to end. */
    boolean run(List<Range> ranges, Count count) throws SQLException, BrokerException, RefusedException {
        List<Range> open = ranges;
        while (!open.isEmpty()) {
            long before = count.records();
            Map<Range, RangeEnd> ends = round.run(open);
            if (ends.containsValue(RangeEnd.CANCELLED)) {
                return false;
            }
            List<Range> blocked = open.stream().filter(range -> ends.get(range) == RangeEnd.BLOCKED).toList();
            if (blocked.size() == open.size() && count.records() == before) {
                throw new UnknownOrderException(blocked);
            }
            open = blocked;
        }
        return true;
    }
}
