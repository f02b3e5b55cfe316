package dev.accountrisk.badhouse.wire;

import java.sql.Connection;
import java.sql.SQLException;

final class SpeaksSql {
    String schema(Connection connection) throws SQLException {
        return connection.getSchema();
    }
}
