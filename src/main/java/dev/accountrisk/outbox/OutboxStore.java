package dev.accountrisk.outbox;

import dev.accountrisk.database.KeyedUpdate;
import dev.accountrisk.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code outbox}, as the relay reads it. */
final class OutboxStore {
    private static final String READ = "SELECT id, batch_id, kind, payload FROM outbox WHERE kind = ? ORDER BY id LIMIT ?";

    /** By the primary key alone: a scan would wait for every row that a writer has not committed yet. */
    private static final String DELETE = "DELETE /*+ INDEX(outbox PRIMARY) */ FROM outbox WHERE ";

    private final KeyedUpdate<OutboxRow> deletes = KeyedUpdate.anyOf(DELETE,
            "id = ? AND batch_id = ?", (statement, index, row) -> {
                statement.setLong(index, row.id());
                statement.setString(index + 1, row.batchId());
                return index + 2;
            });

    /** Reads the oldest rows of a kind, until their payloads come to so many bytes. */
    List<OutboxRow> readInTx(Connection connection, OutboxRow.Kind kind, int limit, long bytesMax)
            throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            Statements.streamRows(statement);
            statement.setString(1, kind.name());
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (bytes < bytesMax && row.next()) {
                    rows.add(new OutboxRow(row.getLong(1), row.getString(2), OutboxRow.Kind.valueOf(row.getString(3)),
                            row.getBytes(4)));
                    bytes += rows.getLast().payload().length;
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
