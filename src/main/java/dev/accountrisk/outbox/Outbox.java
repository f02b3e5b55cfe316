package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door for appending. The events of a transaction are one row, or a few, and the rows are made after the accounts are locked
 * or written: of two transactions that touch one account, the later has the greater id, so that the order of ids is the order of
 * each account's events.
 */
public final class Outbox {
    /** Drops everything: for tables that are built beside the live ones. */
    public static final Outbox SILENT = new Outbox(true, () -> null);

    /** The CloudEvents attribute {@code source}. */
    static final String EVENT_SOURCE = "account-risk-worker";

    private static final String APPEND = "INSERT INTO outbox (batch_id, kind, payload, source_topic, source_partition)"
            + " VALUES (?, ?, ?, ?, ?)";

    private final boolean silent;
    private final Supplier<@Nullable String> traceParent;

    /** An outbox in the connection's database. Its events belong to no trace. */
    public Outbox() {
        this(() -> null);
    }

    /** @param traceParent answers the trace that the calling thread works for, as the W3C header spells it, or null */
    public Outbox(Supplier<@Nullable String> traceParent) {
        this(false, traceParent);
    }

    private Outbox(boolean silent, Supplier<@Nullable String> traceParent) {
        this.silent = silent;
        this.traceParent = traceParent;
    }

    /** Appends the events of a partition, in order. */
    public void appendEventsInTx(Connection connection, String topic, int partition, List<AccountEvent> events)
            throws SQLException {
        if (silent || events.isEmpty()) {
            return;
        }
        for (byte[] payload : PayloadJson.packEvents(traceParent.get(), events, OutboxRow.EVENTS_BYTES_MAX)) {
            appendInTx(connection, OutboxRow.Kind.EVENTS, payload, topic, partition);
        }
    }

    /** Appends the note that records of a partition were parked. */
    public void appendParkedInTx(Connection connection, String topic, String topicId, int partition,
            List<ParkedSize> records) throws SQLException {
        if (silent) {
            return;
        }
        for (List<ParkedSize> part : ParkedSize.parts(records, OutboxRow.PARKED_MAX, OutboxRow.PARKED_BYTES_MAX)) {
            long bytes = part.stream().mapToLong(ParkedSize::bytes).sum();
            appendInTx(connection, OutboxRow.Kind.PARKED, PayloadJson
                    .pack(new OutboxPayload.Parked(topic, topicId, partition, ParkedSize.offsets(part), bytes)), topic,
                    partition);
        }
    }

    private static void appendInTx(Connection connection, OutboxRow.Kind kind, byte[] payload, String topic,
            int partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, kind.name());
            statement.setBytes(3, payload);
            statement.setString(4, topic);
            statement.setInt(5, partition);
            statement.executeUpdate();
        }
    }
}
