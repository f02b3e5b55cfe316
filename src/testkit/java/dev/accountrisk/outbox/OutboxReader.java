package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.lanes.OutboxLane;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Relays the events of an outbox as the worker does, to a test in place of a broker. */
public final class OutboxReader {
    /** The lanes of all accounts. */
    public static final List<Integer> LANES = IntStream.range(0, OutboxLane.COUNT).boxed().toList();

    /** Of a lane. */
    private static final int ROWS_MAX = 2;

    private final OutboxQueue queue;

    /** Reads the outbox of a database. */
    public OutboxReader(Transactions transactions) {
        this.queue = new OutboxQueue(transactions);
    }

    /** Relays the oldest rows of all lanes, each event under its id. Answers whether there were any. */
    public boolean relay(BiConsumer<String, AccountEvent> broker) throws SQLException {
        return relay(LANES, broker);
    }

    /** Relays the oldest rows of some lanes, one lane after another. Answers whether there were any. */
    public boolean relay(List<Integer> lanes, BiConsumer<String, AccountEvent> broker) throws SQLException {
        List<OutboxRow> rows = queue.readEvents(lanes, ROWS_MAX * lanes.size(), Long.MAX_VALUE)
                .sequences()
                .stream()
                .flatMap(sequence -> sequence.rows().stream())
                .toList();
        for (OutboxRow row : rows) {
            OutboxEvents.of(row.payload()).forEach(sent -> broker.accept(sent.id(), sent.event()));
        }
        if (!rows.isEmpty()) {
            queue.acknowledge(rows);
        }
        return !rows.isEmpty();
    }
}
