package dev.accountrisk.app.schema;

import dev.accountrisk.database.SqlFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/**
 * Completes migrations that the schema's history calls failed. Flyway would run such a script again from its first statement, and
 * many statements cannot be repeated. So all statements of the script are run here, and one whose table, column or key is there
 * already counts as done: MySQL carries out a statement whole or not at all.
 */
final class InterruptedMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptedMigrations.class);
    private static final String SCRIPTS = "db/migration/";

    private final Flyway flyway;

    InterruptedMigrations(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Completes what failed; does nothing if nothing did. */
    void complete() throws SQLException {
        for (MigrationInfo migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FAILED) {
                complete(migration);
            }
        }
    }

    private void complete(MigrationInfo migration) throws SQLException {
        String history = "`" + flyway.getConfiguration().getTable() + "`";
        String version = migration.getVersion().getVersion();
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            for (String statement : statements(migration.getScript())) {
                executeUnlessDone(connection, statement);
            }
            try (PreparedStatement success = connection.prepareStatement(
                    "UPDATE " + history + " SET success = 1 WHERE success = 0 AND version = ?")) {
                success.setString(1, version);
                success.executeUpdate();
            }
        }
        LOG.info("migration {} was interrupted earlier: what it left is completed", version);
    }

    /** In these scripts a semicolon ends a statement where it ends a line, and nowhere else. */
    static List<String> statements(String script) {
        try {
            String text = new ClassPathResource(SCRIPTS + script).getContentAsString(StandardCharsets.UTF_8);
            String withoutComments = text.replaceAll("(?m)^--.*$", "");
            return Arrays.stream(withoutComments.split("(?m);\\s*$"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void executeUnlessDone(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            if (!SqlFault.isAlreadyThere(failure)) {
                throw failure;
            }
        }
    }
}
