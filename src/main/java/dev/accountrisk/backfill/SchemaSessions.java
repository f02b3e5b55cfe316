package dev.accountrisk.backfill;

import dev.accountrisk.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens sessions in another schema. The driver's own way quotes the name as the server's {@code sql_mode} asked when the session
 * began; by now the session's mode is ours.
 */
final class SchemaSessions extends DelegatingDataSource {
    private final String schema;

    SchemaSessions(DataSource sessions, String schema) {
        super(sessions);
        this.schema = schema;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return inSchema(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return inSchema(super.getConnection(username, password));
    }

    private Connection inSchema(Connection connection) throws SQLException {
        try {
            Statements.execute(connection, "USE " + Tables.quoted(schema));
            return connection;
        } catch (SQLException | RuntimeException failure) {
            try (connection) {
                throw failure;
            }
        }
    }
}
