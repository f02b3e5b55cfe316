package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.wire.EventBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the outbox. The events of a batch are one row, whatever their number. The row is inserted after the accounts are
 * locked or written. So of two transactions that touch one account, the later one has the greater id, and the order of ids is
 * the order of each account's events.
 */
public final class Outbox {
    /** Discards everything, for tables that are built next to the live ones. */
    public static final Outbox SILENT = new Outbox(true, () -> null);

    private static final String APPEND = "INSERT INTO outbox (batch_id, kind, payload) VALUES (?, ?, ?)";

    private final boolean silent;
    private final Supplier<@Nullable String> traceParent;

    /** An outbox in the connection's database. Its events belong to no trace. */
    public Outbox() {
        this(() -> null);
    }

    /** @param traceParent supplies the trace that the calling thread works for, as the W3C header has it, or null */
    public Outbox(Supplier<@Nullable String> traceParent) {
        this(false, traceParent);
    }

    private Outbox(boolean silent, Supplier<@Nullable String> traceParent) {
        this.silent = silent;
        this.traceParent = traceParent;
    }

    /** Appends events in their order. Does nothing if there are none. */
    public void appendEventsInTx(Connection connection, List<AccountEvent> events) throws SQLException {
        for (int from = 0; from < events.size(); from += OutboxRow.EVENTS_MAX) {
            List<AccountEvent> part = events.subList(from, Math.min(events.size(), from + OutboxRow.EVENTS_MAX));
            appendInTx(connection, OutboxRow.Kind.EVENTS, EventBatch.pack(part, traceParent.get()));
        }
    }

    /** Appends the note that records of a partition were parked. */
    public void appendParkedInTx(Connection connection, String topic, String topicId, int partition, List<Long> offsets)
            throws SQLException {
        for (int from = 0; from < offsets.size(); from += OutboxRow.PARKED_MAX) {
            List<Long> part = offsets.subList(from, Math.min(offsets.size(), from + OutboxRow.PARKED_MAX));
            appendInTx(connection, OutboxRow.Kind.PARKED, new ParkedNote(topic, topicId, partition, part).pack());
        }
    }

    private void appendInTx(Connection connection, OutboxRow.Kind kind, byte[] payload) throws SQLException {
        if (silent) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, kind.name());
            statement.setBytes(3, payload);
            statement.executeUpdate();
        }
    }
}
