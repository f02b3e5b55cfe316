package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Sees from outside how long events wait: from the time that a row of the outbox was written until the broker has it. */
final class OutboxAge implements AutoCloseable {
    private static final String OLDEST = "SELECT TIMESTAMPDIFF(MICROSECOND, create_time, UTC_TIMESTAMP(3)) / 1000"
            + " FROM outbox WHERE kind = 'EVENTS' ORDER BY id LIMIT 1";

    private final Connection connection;
    private final PreparedStatement statement;
    private double mostMillis;

    OutboxAge(BenchServers servers, String database) throws SQLException {
        connection = servers.connect(database);
        statement = connection.prepareStatement(OLDEST);
    }

    /** Looks at the oldest row that waits. */
    void look() throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (row.next()) {
                mostMillis = Math.max(mostMillis, row.getDouble(1));
            }
        }
    }

    /** The longest that was seen. */
    double mostMillis() {
        return mostMillis;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
