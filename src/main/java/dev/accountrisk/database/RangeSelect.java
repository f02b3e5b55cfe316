package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * One {@code SELECT … WHERE key BETWEEN ? AND ?}. The server sends the rows while it finds them, and none but the current one is
 * kept: the memory that it takes does not grow with the number of rows.
 */
public final class RangeSelect {
    private final String sql;

    /** @param sql its last two parameters are the least and the greatest key */
    public RangeSelect(String sql) {
        this.sql = sql;
    }

    /**
     * Selects all rows from the first to the last of some sorted keys, also those whose key is none of them. The reader must not
     * use the connection.
     */
    public void executeInTx(Connection connection, List<String> sortedKeys, KeyedSelect.RowReader reader)
            throws SQLException {
        executeInTx(connection, _ -> 1, sortedKeys, reader);
    }

    /** The same, with parameters before the two keys. */
    public void executeInTx(Connection connection, KeyedSelect.Prefix prefix, List<String> sortedKeys,
            KeyedSelect.RowReader reader) throws SQLException {
        if (sortedKeys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = prefix.bind(statement);
            statement.setString(index, sortedKeys.getFirst());
            statement.setString(index + 1, sortedKeys.getLast());
            Statements.streamRows(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
