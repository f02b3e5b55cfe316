package dev.accountrisk.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much waits in the table {@code outbox}.
 *
 * @param rows          rows that are not sent yet, up to the limit of the query
 * @param oldestSeconds the age of the oldest of them, 0 if there is none
 */
public record OutboxBacklog(long rows, long oldestSeconds) {
    private static final String READ = """
            SELECT COUNT(*), TIMESTAMPDIFF(SECOND, MIN(create_time), CURRENT_TIMESTAMP(3))
            FROM (SELECT create_time FROM outbox ORDER BY id LIMIT ?) AS oldest""";

    /** Reads the oldest rows, at most this many. */
    public static OutboxBacklog readInTx(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setInt(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new OutboxBacklog(row.getLong(1), Math.max(0, row.getLong(2)));
            }
        }
    }
}
