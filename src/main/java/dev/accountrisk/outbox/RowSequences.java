package dev.accountrisk.outbox;

import dev.accountrisk.outbox.lanes.RelayLanes;
import java.util.List;

/**
 * Rows to send. Within a sequence the order counts; between sequences it does not, because no account is in two of them.
 *
 * @param sequences none of them is empty
 * @param isCut     whether a limit ended the read, so that there may be more
 */
record RowSequences(List<Sequence> sequences, boolean isCut) {
    /**
     * The rows of a lane.
     *
     * @param lane the first one, if the rows are those of all lanes and of none
     */
    record Sequence(int lane, List<OutboxRow> rows) {}

    /** One sequence of all rows, unless there are none. The holder of the first lane sends it. */
    static RowSequences ofAllLanes(List<OutboxRow> rows, boolean isCut) {
        return new RowSequences(rows.isEmpty() ? List.of() : List.of(new Sequence(RelayLanes.FIRST, rows)), isCut);
    }

    boolean isEmpty() {
        return sequences.isEmpty();
    }
}
