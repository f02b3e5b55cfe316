package dev.accountrisk.actions;

import java.util.Arrays;
import java.util.List;

/** What an operator asks for. */
public enum ActionKind {
    /** Applies parked records. */
    RELEASE(Queue.RECORDS),
    /** Discards parked records. */
    DROP(Queue.RECORDS),
    /** Says what a release of a parked record would do, and changes nothing. */
    WHAT_IF(Queue.PREVIEWS),
    /** Accepts that a topic was deleted and recreated. */
    ACCEPT(Queue.POSITIONS),
    /** Moves a position that its log does not hold. */
    MOVE(Queue.POSITIONS),
    /** Stops a topic or a partition for all workers. */
    PAUSE(Queue.POSITIONS),
    /** Ends a pause. */
    RESUME(Queue.POSITIONS);

    /** Actions of one queue are carried out one after another, and do not wait for those of another queue. */
    public enum Queue {
        /** What changes parked records. */
        RECORDS,
        /** What only looks at them. */
        PREVIEWS,
        /** What changes positions, or pauses. */
        POSITIONS
    }

    private final Queue queue;

    ActionKind(Queue queue) {
        this.queue = queue;
    }

    /** Which actions it waits for. */
    public Queue queue() {
        return queue;
    }

    /** All that wait for each other. */
    public static List<ActionKind> of(Queue queue) {
        return Arrays.stream(values()).filter(kind -> kind.queue == queue).toList();
    }
}
