package dev.accountrisk.outbox;

import java.util.List;

/**
 * Rows to send. Within a sequence the order counts; between sequences it does not, because no account is in two of them.
 *
 * @param sequences none of them is empty
 * @param isCut     whether a limit ended the read, so that there may be more
 */
record RowSequences(List<List<OutboxRow>> sequences, boolean isCut) {
    /** One sequence of all rows, unless there are none. */
    static RowSequences ofOne(List<OutboxRow> rows, boolean isCut) {
        return new RowSequences(rows.isEmpty() ? List.of() : List.of(rows), isCut);
    }

    boolean isEmpty() {
        return sequences.isEmpty();
    }
}
