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
}
