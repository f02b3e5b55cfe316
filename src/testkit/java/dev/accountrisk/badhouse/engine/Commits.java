package dev.accountrisk.badhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;

final class Commits {
    void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }
}
