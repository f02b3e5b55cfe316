package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.database.Transactions;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Relays the events of an outbox as the worker does, to a test in place of a broker. */
public final class OutboxReader {
    private static final int ROWS_MAX = 2;

    private final OutboxQueue queue;

    /** Reads the outbox of a database. */
    public OutboxReader(Transactions transactions) {
        this.queue = new OutboxQueue(transactions);
    }

    /** Relays the oldest rows, each event under its id. Answers whether there were any. */
    public boolean relay(BiConsumer<String, AccountEvent> broker) throws SQLException {
        List<OutboxRow> rows = queue.read(OutboxRow.Kind.EVENTS, ROWS_MAX, Long.MAX_VALUE);
        for (OutboxRow row : rows) {
            OutboxEvents.of(row.payload()).forEach(sent -> broker.accept(sent.id(), sent.event()));
        }
        if (!rows.isEmpty()) {
            queue.acknowledge(rows);
        }
        return !rows.isEmpty();
    }
}
