package dev.accountrisk.badhouse.apply;

import java.sql.Connection;
import java.sql.SQLException;

final class Commits {
    void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }
}
