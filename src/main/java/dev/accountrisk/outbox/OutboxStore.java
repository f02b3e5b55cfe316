package dev.accountrisk.outbox;

import dev.accountrisk.database.KeyedUpdate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code outbox}, as the relay reads it. */
final class OutboxStore {
    private static final String READ = "SELECT id, batch_id, kind, payload FROM outbox WHERE kind = ? ORDER BY id LIMIT ?";

    private final KeyedUpdate<OutboxRow> deletes = KeyedUpdate.anyOf("DELETE FROM outbox WHERE ",
            "id = ? AND batch_id = ?", (statement, index, row) -> {
                statement.setLong(index, row.id());
                statement.setString(index + 1, row.batchId());
                return index + 2;
            });

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
        deletes.executeInTx(connection, rows);
    }
}
