package dev.accountrisk.actions;

import java.util.Arrays;
import java.util.List;

/** What an operator asks for. */
public enum ActionKind {
    /** Applies parked records. */
    RELEASE,
    /** Discards parked records. */
    DROP,
    /** Accepts that a topic was deleted and recreated. */
    ACCEPT,
    /** Moves a position that its log does not hold. */
    MOVE,
    /** Stops a topic or a partition for all workers. */
    PAUSE,
    /** Ends a pause. */
    RESUME;

    /** Whether it is done to parked records; if not, to a position. */
    public boolean isOnRecords() {
        return this == RELEASE || this == DROP;
    }

    /** All that are done to parked records, or all that are done to positions. */
    public static List<ActionKind> all(boolean onRecords) {
        return Arrays.stream(values()).filter(kind -> kind.isOnRecords() == onRecords).toList();
    }
}
