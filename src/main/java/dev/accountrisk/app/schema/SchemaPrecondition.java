package dev.accountrisk.app.schema;

import dev.accountrisk.database.Causes;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.ServerCheck;
import dev.accountrisk.database.SqlFault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema has a version that this program can work with: migrated here, or by a job before. */
public final class SchemaPrecondition implements Precondition {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaPrecondition.class);
    /** The newest columns that this version needs: the history may not be readable, and the tables may be there without it. */
    private static final List<String> NEEDED = List.of("SELECT next_offset, generation FROM consumer_position LIMIT 1",
            "SELECT of_command FROM account_entry LIMIT 1", "SELECT whole_topic FROM paused_partition LIMIT 1",
            "SELECT source_partition FROM outbox LIMIT 1", "SELECT record_headers FROM parked_record LIMIT 1",
            "SELECT ignored, mapping, mapping_since FROM consumer_position LIMIT 1",
            "SELECT lane FROM outbox LIMIT 1");

    private final SchemaMigration migration;
    private final DataSource dataSource;
    private final SchemaVersion version;
    private final Installation installation;

    SchemaPrecondition(SchemaMigration migration, DataSource dataSource, SchemaVersion version,
            Installation installation) {
        this.migration = migration;
        this.dataSource = dataSource;
        this.version = version;
        this.installation = installation;
    }

    @Override
    public String name() {
        return "the schema in MySQL";
    }

    @Override
    public void establish() throws Exception {
        migration.run();
        try (Connection connection = dataSource.getConnection()) {
            requireVersion(connection, SchemaVersion.newest());
            installation.remember(connection);
            ServerCheck.warnUnlessDurable(connection);
        }
    }

    private void requireVersion(Connection connection, int needed) throws IOException, SQLException {
        Optional<SchemaHistory> history = version.read(connection);
        String obstacle = history.map(found -> found.obstacleFor(needed)).orElse("");
        if (!obstacle.isEmpty()) {
            throw new IllegalStateException(obstacle);
        }
        requireColumns(connection, needed);
        history.filter(found -> found.version() > needed)
                .ifPresent(found -> LOG.info(
                        "the schema has version {} and this program is of version {}: that works, because the migrations since then only add",
                        found.version(), needed));
    }

    private static void requireColumns(Connection connection, int needed) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String question : NEEDED) {
                ask(statement, question, needed);
            }
        }
    }

    private static void ask(Statement statement, String question, int needed) throws SQLException {
        try {
            statement.executeQuery(question).close();
        } catch (SQLException missing) {
            if (SqlFault.of(missing) != SqlFault.STOP) {
                throw missing;
            }
            throw new SQLException("version " + needed + " is needed: " + Causes.innermost(missing)
                    + ". Run the migration, then grants.sql", missing.getSQLState());
        }
    }
}
