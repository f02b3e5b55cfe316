package dev.accountrisk.positions;

import java.util.Objects;
import java.util.OptionalLong;

/** Finds out where a position may be moved, so that no record which the log holds is left out unless an operator says so. */
final class MoveTarget {
    private MoveTarget() {}

    /**
     * The offset to move to.
     *
     * @param to          what the operator asks for, or empty for the offset from which nothing is left out
     * @param skipRecords whether records may be left out that the log holds
     */
    static long of(PositionView view, OptionalLong to, boolean skipRecords) throws PositionRefusedException {
        OptionalLong next = firstNotApplied(view, skipRecords);
        if (to.isEmpty() && next.isEmpty()) {
            throw new PositionRefusedException("--to",
                    "nobody can know where the log was cut off: name the offset from which to read");
        }
        if (view.state() == PositionState.IN_LOG && to.orElse(0) <= view.nextOffset()) {
            throw new PositionRefusedException("--to",
                    "to leave out records, name an offset after the position " + view.nextOffset());
        }
        long target = to.orElseGet(next::getAsLong);
        requireInLog(view, target);
        if (next.isPresent() && !skipRecords && target > next.getAsLong()) {
            throw new PositionRefusedException("--to", "the log holds records from " + next.getAsLong()
                    + " on that were not applied: to leave them out, add --skip-records");
        }
        return target;
    }

    /** The first offset in the log whose record was not applied; empty if nobody can know it. */
    private static OptionalLong firstNotApplied(PositionView view, boolean skipRecords)
            throws PositionRefusedException {
        return switch (view.state()) {
            case RECORDS_GONE -> OptionalLong.of(Objects.requireNonNull(view.beginning()));
            case LOG_CUT_OFF -> view.cutAt() == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.max(view.cutAt(), Objects.requireNonNull(view.beginning())));
            case OLDER_LEADER -> OptionalLong.empty();
            case IN_LOG -> {
                if (!skipRecords) {
                    throw new PositionRefusedException("--partition", "the log holds the position "
                            + view.nextOffset()
                            + ": there is no gap to cross. To leave out records that cannot be read,"
                            + " add --to and --skip-records");
                }
                yield OptionalLong.of(view.nextOffset());
            }
            case OTHER_TOPIC -> throw new PositionRefusedException("--topic",
                    view.topic() + " was recreated: accept its new id first");
            case NO_PARTITION -> throw new PositionRefusedException("--partition",
                    view.topic() + " has no partition " + view.partition());
        };
    }

    private static void requireInLog(PositionView view, long target) throws PositionRefusedException {
        long beginning = Objects.requireNonNull(view.beginning());
        long end = Objects.requireNonNull(view.end());
        if (target < beginning || target > end) {
            throw new PositionRefusedException("--to", "the log holds " + beginning + " to " + end);
        }
    }
}
