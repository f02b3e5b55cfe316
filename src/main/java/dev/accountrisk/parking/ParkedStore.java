package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.outbox.ParkedNote;
import dev.accountrisk.outbox.ParkedSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code parked_record}: whole records that could not be applied, with their reason, and the note that publishes them. */
public final class ParkedStore {
    private static final int STATEMENT_BYTES_MAX = 4 << 20;
    private static final int DETAIL_CHARACTERS_MAX = 255;

    private final KeyedSelect<Slice<?>> reads = KeyedSelect.anyOf(
            "SELECT source_topic, source_partition, source_offset, state FROM parked_record WHERE ",
            "source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset BETWEEN ? AND ?",
            ParkedStore::bindRange);

    private final Outbox outbox;

    private final MultiRowInsert<Row> inserts = new MultiRowInsert<>(
            "INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset, source_timestamp,"
                    + " account_uuid, entry_id, reason, detail, record_key, record_value, record_headers) VALUES",
            "(?,?,?,?,?,?,?,?,?,?,?,?)", "", ParkedStore::bind);

    public ParkedStore(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A record to park. */
    public record Row(Source source, Received<?> record, ParkReason reason, String detail) {
        int bytes() {
            byte[] value = record.value();
            byte[] key = record.key();
            return (value == null ? 0 : value.length) + (key == null ? 0 : key.length);
        }
    }

    /**
     * The records of slices that were parked before, with their states. A topic that is read again delivers them again, and each
     * is parked once.
     */
    public ParkedBefore parkedBeforeInTx(Connection connection, List<Slice<?>> slices) throws SQLException {
        ParkedBefore before = new ParkedBefore();
        reads.executeInTx(connection, slices, row -> before.add(row.getString(1), row.getInt(2), row.getLong(3),
                ParkedState.valueOf(row.getString(4))));
        return before;
    }

    private static int bindRange(PreparedStatement statement, int first, Slice<?> slice) throws SQLException {
        int index = first;
        statement.setString(index++, slice.source().topic());
        statement.setString(index++, slice.source().topicId());
        statement.setInt(index++, slice.source().partition());
        statement.setLong(index++, slice.records().getFirst().offset());
        statement.setLong(index++, slice.records().getLast().offset());
        return index;
    }

    /** Parks records, in statements of bounded size. */
    public void insertInTx(Connection connection, List<Row> rows) throws SQLException {
        List<Row> part = new ArrayList<>();
        long bytes = 0;
        for (Row row : rows) {
            if (!part.isEmpty() && bytes + row.bytes() > STATEMENT_BYTES_MAX) {
                inserts.executeInTx(connection, part);
                part.clear();
                bytes = 0;
            }
            part.add(row);
            bytes += row.bytes();
        }
        inserts.executeInTx(connection, part);
        Map<Source, List<ParkedSize>> sizes = new LinkedHashMap<>();
        for (Row row : rows) {
            sizes.computeIfAbsent(row.source(), _ -> new ArrayList<>())
                    .add(new ParkedSize(row.record().offset(), row.bytes()));
        }
        outbox.appendParkedInTx(connection, sizes.entrySet()
                .stream()
                .map(entry -> new ParkedNote(entry.getKey().topic(), entry.getKey().topicId(),
                        entry.getKey().partition(), entry.getValue()))
                .toList());
    }

    /** Shortens a detail to what the column takes. */
    static String shortened(String detail) {
        return detail.substring(0, Math.min(DETAIL_CHARACTERS_MAX, detail.length()));
    }

    private static int bind(PreparedStatement statement, int first, Row row) throws SQLException {
        int index = first;
        statement.setString(index++, row.source().topic());
        statement.setString(index++, row.source().topicId());
        statement.setInt(index++, row.source().partition());
        statement.setLong(index++, row.record().offset());
        statement.setLong(index++, row.record().timestampMillis());
        statement.setString(index++, row.record().account());
        statement.setString(index++, row.record().entryId());
        statement.setString(index++, row.reason().name());
        statement.setString(index++,
                shortened(row.detail()));
        statement.setBytes(index++, row.record().key());
        statement.setBytes(index++, row.record().value());
        statement.setBytes(index++, row.record().headers());
        return index;
    }
}
