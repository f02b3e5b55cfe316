package dev.accountrisk.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The sessions that MySQL has for one database. */
final class Sessions {
    private static final String OTHERS = "SELECT processlist_id FROM performance_schema.threads"
            + " WHERE processlist_db = DATABASE() AND processlist_id <> CONNECTION_ID()";

    private Sessions() {}

    /** Ends all but the caller's own. */
    static void killOthers(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(OTHERS)) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        for (long id : ids) {
            kill(connection, id);
        }
    }

    private static void kill(Connection connection, long id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("KILL " + id);
        } catch (SQLException failure) {
            if (!connection.isValid(1)) {
                throw failure;
            }
            // it ended by itself between the list and the kill
        }
    }
}
