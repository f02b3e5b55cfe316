package dev.accountrisk.badhouse.reconcile;

import java.sql.Connection;
import java.sql.SQLException;

final class CommitsToo {
    void commit(Connection connection) throws SQLException {
        connection.commit();
    }
}
