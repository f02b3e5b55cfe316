package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The clock of the database, which decides what is due. A machine's own clock may be wrong. */
public final class DatabaseClock {
    private static final String NOW_MILLIS = "SELECT CAST(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000 AS SIGNED)";

    private DatabaseClock() {}

    /** The time in epoch milliseconds. */
    public static long nowMillisInTx(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(NOW_MILLIS)) {
            row.next();
            return row.getLong(1);
        }
    }
}
