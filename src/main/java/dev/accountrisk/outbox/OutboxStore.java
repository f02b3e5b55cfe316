package dev.accountrisk.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code outbox}, as the relay reads it, and the parked records that its notes name. */
final class OutboxStore {
    private static final String READ = "SELECT id, batch_id, kind, payload FROM outbox ORDER BY id LIMIT ?";

    private static final String DELETE = "DELETE FROM outbox WHERE id IN (?";

    private static final String PARKED = """
            SELECT reason, detail, source_timestamp, record_key, record_value FROM parked_record
            WHERE source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset = ?""";

    List<OutboxRow> readInTx(Connection connection, int limit) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setInt(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new OutboxRow(row.getLong(1), row.getString(2), OutboxRow.Kind.valueOf(row.getString(3)),
                            row.getBytes(4)));
                }
            }
        }
        return rows;
    }

    /** Deletes at least one row, and few enough for one statement. */
    void deleteInTx(Connection connection, List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement(DELETE + ", ?".repeat(rows.size() - 1) + ")")) {
            for (int index = 0; index < rows.size(); index++) {
                statement.setLong(index + 1, rows.get(index).id());
            }
            statement.executeUpdate();
        }
    }

    Optional<ParkedMessage> parkedInTx(Connection connection, ParkedNote note, long offset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
            statement.setString(1, note.topic());
            statement.setString(2, note.topicId());
            statement.setInt(3, note.partition());
            statement.setLong(4, offset);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new ParkedMessage(note.topic(), note.partition(), offset, row.getLong(3),
                                row.getString(1),
                                row.getString(2), row.getBytes(4), row.getBytes(5)))
                        : Optional.empty();
            }
        }
    }
}
