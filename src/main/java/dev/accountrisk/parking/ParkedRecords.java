package dev.accountrisk.parking;

import dev.accountrisk.database.EntityTransactions;
import java.util.Optional;

/** The room's door for people and jobs: looks parked records up. Changes none. */
public final class ParkedRecords {
    private final ParkedRowRepository rows;
    private final EntityTransactions transactions;

    ParkedRecords(ParkedRowRepository rows, EntityTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    /** The next records in a state after an id, in the order they were parked. */
    public ParkedPage list(ParkedSelection selection, ParkedState state, long afterId, int limit) {
        var filter = ParkedFilters.matches(selection).and(ParkedFilters.hasState(state));
        return transactions.read(() -> new ParkedPage(rows.next(filter, afterId, limit), rows.count(filter)));
    }

    /** One record with its bytes. */
    public Optional<ParkedContent> find(long id) {
        return transactions.read(() -> rows.findById(id).map(ParkedRow::content));
    }

    /** The selected records that are parked now. */
    public ParkedChoice choose(ParkedSelection selection) {
        return ParkedChoice.of(ParkedFilters.matches(selection), rows, transactions);
    }
}
