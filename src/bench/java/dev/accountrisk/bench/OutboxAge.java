package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sees from outside how long events wait: from the time that a row of the outbox was written until the broker has it. */
final class OutboxAge implements AutoCloseable {

    private static final Duration EMPTY_TIMEOUT = Duration.ofMinutes(1);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(20).toNanos();

    private final Connection connection;
    private final PreparedStatement statement;
    private double mostMillis;

    OutboxAge(BenchServers servers, String database) throws SQLException {
        connection = servers.connect("");
        statement = connection.prepareStatement(
                "SELECT TIMESTAMPDIFF(MICROSECOND, create_time, UTC_TIMESTAMP(3)) / 1000 FROM " + database
                        + ".outbox WHERE kind = 'EVENTS' ORDER BY id LIMIT 1");
    }

    /** Looks at the oldest row that waits. */
    void look() throws SQLException {
        var _ = isEmpty();
    }

    private boolean isEmpty() throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return true;
            }
            mostMillis = Math.max(mostMillis, row.getDouble(1));
            return false;
        }
    }

    /** Waits until everything was sent: what a relay has left to do belongs to the cost of the records. */
    void awaitEmpty() throws SQLException {
        long endNanos = System.nanoTime() + EMPTY_TIMEOUT.toNanos();
        while (!isEmpty()) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException("the outbox was not sent");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
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
