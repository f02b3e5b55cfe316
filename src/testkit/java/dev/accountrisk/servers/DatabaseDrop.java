package dev.accountrisk.servers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops a database although a session may hold a lock on its tables. A proxy that passes nothing keeps the session of a killed worker open,
 * with its transaction, and by its defaults MySQL would wait a year for that lock.
 */
final class DatabaseDrop {
    private static final int WAIT_SECONDS = 5;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_SUCH_THREAD = 1094;

    private final MySqlAddress server;
    private final String name;

    DatabaseDrop(MySqlAddress server, String name) {
        this.server = server;
        this.name = name;
    }

    void run() {
        try (Connection connection = server.connect(""); Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + WAIT_SECONDS);
            if (!drop(statement)) {
                for (long session : sessions(statement)) {
                    end(statement, session);
                }
                if (!drop(statement)) {
                    throw new SQLTimeoutException("its tables are still locked");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop database " + name, e);
        }
    }

    /** Returns whether nobody held a lock for too long. */
    private boolean drop(Statement statement) throws SQLException {
        try {
            statement.execute("DROP DATABASE IF EXISTS `" + name + "`");
            return true;
        } catch (SQLException failure) {
            if (failure.getErrorCode() == LOCK_WAIT_TIMEOUT) {
                return false;
            }
            throw failure;
        }
    }

    private List<Long> sessions(Statement statement) throws SQLException {
        List<Long> sessions = new ArrayList<>();
        try (ResultSet row = statement
                .executeQuery("SELECT id FROM information_schema.processlist WHERE db = '" + name + "'")) {
            while (row.next()) {
                sessions.add(row.getLong(1));
            }
        }
        return sessions;
    }

    private static void end(Statement statement, long session) throws SQLException {
        try {
            statement.execute("KILL " + session);
        } catch (SQLException failure) {
            if (failure.getErrorCode() != NO_SUCH_THREAD) {
                throw failure;
            }
        }
    }
}
