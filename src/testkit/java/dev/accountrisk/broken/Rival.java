package dev.accountrisk.broken;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Somebody else in the database, who sees to it that a worker waits in vain for a row and that another one loses a deadlock. It
 * changes nothing that stays.
 */
final class Rival implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOCK_BALANCE = "SELECT balance FROM account_balance WHERE account_uuid = '%s' AND asset = '%s' FOR UPDATE"
            .formatted(SharedLoad.money(0), SharedLoad.ASSET);
    private static final String LOCK_HEAD = "SELECT version FROM account_head WHERE account_uuid = '%s' FOR UPDATE"
            .formatted(SharedLoad.money(0));
    private static final String WAITERS = "SELECT COUNT(*) FROM performance_schema.data_lock_waits w"
            + " JOIN performance_schema.threads t ON t.thread_id = w.blocking_thread_id"
            + " WHERE t.processlist_id = CONNECTION_ID()";
    /** Of two in a deadlock, the server rolls back the one that has changed less. */
    private static final String BE_HEAVY = "INSERT INTO rival_weight SELECT help_topic_id FROM mysql.help_topic LIMIT 300";

    private final Connection connection;

    private Rival(Connection connection) {
        this.connection = connection;
    }

    /** Locks a row that every source writes; nothing gets far before it is let go. */
    static Rival holdingARow(Connection connection) throws SQLException {
        Rival rival = new Rival(connection);
        rival.run("CREATE TABLE IF NOT EXISTS rival_weight (number BIGINT NOT NULL)");
        connection.setAutoCommit(false);
        rival.run(LOCK_BALANCE);
        return rival;
    }

    /** Holds the row until a worker's time is up, then provokes a deadlock over it. */
    void disturb(FailureCount failures) {
        try {
            await("a worker waits too long").atMost(PATIENCE).ignoreExceptions().until(() -> failures.timeouts() > 0);
            connection.rollback();
            run(BE_HEAVY);
            run(LOCK_BALANCE);
            await("a worker waits").atMost(PATIENCE).ignoreExceptions().until(() -> waiters() > 0);
            run(LOCK_HEAD);
            connection.rollback();
        } catch (SQLException | ConditionTimeoutException e) {
            throw new IllegalStateException("the rival disturbed nobody", e);
        }
    }

    private long waiters() throws SQLException {
        try (Statement statement = connection.createStatement(); var row = statement.executeQuery(WAITERS)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
