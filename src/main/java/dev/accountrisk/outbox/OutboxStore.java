package dev.accountrisk.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code outbox}, as the relay reads it. */
final class OutboxStore {
    private static final String READ = "SELECT id, batch_id, kind, payload FROM outbox WHERE kind = ? ORDER BY id LIMIT ?";

    private static final String DELETE = "DELETE FROM outbox WHERE id = ? AND batch_id = ?";

    /** Reads the oldest rows of a kind. */
    List<OutboxRow> readInTx(Connection connection, OutboxRow.Kind kind, int limit) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, kind.name());
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new OutboxRow(row.getLong(1), row.getString(2), OutboxRow.Kind.valueOf(row.getString(3)),
                            row.getBytes(4)));
                }
            }
        }
        return rows;
    }

    /**
     * Deletes rows by what they are. After a fail-over that lost rows, other rows may have their ids: those are not sent yet and
     * stay.
     */
    void deleteInTx(Connection connection, List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            for (OutboxRow row : rows) {
                statement.setLong(1, row.id());
                statement.setString(2, row.batchId());
                statement.executeUpdate();
            }
        }
    }
}
