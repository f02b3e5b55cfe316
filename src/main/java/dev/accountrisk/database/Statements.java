package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs single statements. */
public final class Statements {
    private Statements() {}

    /** Executes a statement without parameters. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Lets the driver return rows as they arrive. Otherwise it keeps all of them in memory, and there may be a million. */
    public static void streamRows(Statement statement) throws SQLException {
        statement.setFetchSize(Integer.MIN_VALUE);
    }
}
