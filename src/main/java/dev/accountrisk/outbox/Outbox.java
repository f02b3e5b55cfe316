package dev.accountrisk.outbox;

import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.outbox.lanes.OutboxLane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door for appending. The events of a transaction are a row for each partition and lane, or a few, and the rows are made after the
 * accounts are locked or written: of two transactions that touch one account, the later has the greater id, so that the order of ids
 * is the order of each account's events.
 */
public final class Outbox {
    /** Drops everything: for tables that are built beside the live ones. */
    public static final Outbox SILENT = new Outbox(true, () -> null);

    /** The CloudEvents attribute {@code source}. */
    static final String EVENT_SOURCE = "account-risk-worker";

    private static final String INSERT = "INSERT INTO outbox (batch_id, kind, payload, source_topic, source_partition, lane) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?)";

    /** Larger payloads go alone, as bytes: a statement of several rows is text, which the driver must escape. */
    private static final int SHARED_BYTES_MAX = 16 * 1024;

    private static final int SHARED_ROWS_MAX = 64;

    private static final MultiRowInsert<NewRow> INSERTS = new MultiRowInsert<>(INSERT, ROW, "", Outbox::bind);

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

    /** The trace that the calling thread works for, as the W3C header spells it; null if there is none. */
    public @Nullable String traceParent() {
        return traceParent.get();
    }

    /** Appends the events of a partition, in order, with the trace that the calling thread works for. */
    public void appendEventsInTx(Connection connection, String topic, int partition, List<AccountEvent> events)
            throws SQLException {
        appendEventsInTx(connection, List.of(new PartitionEvents(topic, partition, traceParent.get(), events)));
    }

    /** Appends the events of several partitions. */
    public void appendEventsInTx(Connection connection, List<PartitionEvents> partitions) throws SQLException {
        if (silent) {
            return;
        }
        List<NewRow> rows = new ArrayList<>();
        for (PartitionEvents events : partitions) {
            byLane(events.events()).forEach((lane, ofLane) -> PayloadJson
                    .packEvents(events.traceParent(), ofLane, OutboxRow.EVENTS_BYTES_MAX)
                    .forEach(payload -> rows.add(new NewRow(OutboxRow.Kind.EVENTS, payload, events.topic(),
                            events.partition(), lane))));
        }
        appendInTx(connection, rows);
    }

    /** The events of each lane, in their order. */
    static SortedMap<Integer, List<AccountEvent>> byLane(List<AccountEvent> events) {
        SortedMap<Integer, List<AccountEvent>> byLane = new TreeMap<>();
        for (AccountEvent event : events) {
            byLane.computeIfAbsent(OutboxLane.of(event.accountUuid()), any -> new ArrayList<>()).add(event);
        }
        return byLane;
    }

    /** Appends the notes that records of some partitions were parked. */
    public void appendParkedInTx(Connection connection, List<ParkedNote> notes) throws SQLException {
        if (silent) {
            return;
        }
        List<NewRow> rows = new ArrayList<>();
        for (ParkedNote note : notes) {
            for (List<ParkedSize> part : ParkedSize.parts(note.records(), OutboxRow.PARKED_MAX,
                    OutboxRow.PARKED_BYTES_MAX)) {
                long bytes = part.stream().mapToLong(ParkedSize::bytes).sum();
                rows.add(new NewRow(OutboxRow.Kind.PARKED, PayloadJson.pack(new OutboxPayload.Parked(note.topic(),
                        note.topicId(), note.partition(), ParkedSize.offsets(part), bytes)), note.topic(),
                        note.partition(), null));
            }
        }
        appendInTx(connection, rows);
    }

    /** A row that has no number yet. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
    private record NewRow(OutboxRow.Kind kind, byte[] payload, String topic, int partition,
            @Nullable Integer lane) {}

    /** Appends rows in their order: small ones that follow each other in one statement. */
    private static void appendInTx(Connection connection, List<NewRow> rows) throws SQLException {
        List<NewRow> small = new ArrayList<>();
        for (NewRow row : rows) {
            if (row.payload().length > SHARED_BYTES_MAX) {
                appendSmallInTx(connection, small);
                appendAloneInTx(connection, row);
            } else {
                small.add(row);
                if (small.size() == SHARED_ROWS_MAX) {
                    appendSmallInTx(connection, small);
                }
            }
        }
        appendSmallInTx(connection, small);
    }

    private static void appendSmallInTx(Connection connection, List<NewRow> small) throws SQLException {
        if (small.size() == 1) {
            appendAloneInTx(connection, small.getFirst());
        } else {
            INSERTS.executeInTx(connection, small);
        }
        small.clear();
    }

    private static void appendAloneInTx(Connection connection, NewRow row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT + ROW)) {
            bind(statement, 1, row);
            statement.executeUpdate();
        }
    }

    private static int bind(PreparedStatement statement, int first, NewRow row) throws SQLException {
        int index = first;
        statement.setString(index++, UUID.randomUUID().toString());
        statement.setString(index++, row.kind().name());
        statement.setBytes(index++, row.payload());
        statement.setString(index++, row.topic());
        statement.setInt(index++, row.partition());
        statement.setObject(index++, row.lane(), Types.TINYINT);
        return index;
    }
}
