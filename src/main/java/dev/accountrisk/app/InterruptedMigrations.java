package dev.accountrisk.app;

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
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/**
 * Completes migrations that the schema's history calls failed. The statements of the first four cannot be repeated by
 * themselves, so they are run here, where one whose table or column is there already counts as done. Later migrations can be
 * repeated: their failed entry is removed, and they run again.
 */
final class InterruptedMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptedMigrations.class);
    private static final MigrationVersion REPEATABLE_FROM = MigrationVersion.fromVersion("5");
    private static final String SCRIPTS = "db/migration/";

    private final Flyway flyway;

    InterruptedMigrations(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Completes or removes what failed; does nothing if nothing did. */
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
            if (migration.getVersion().compareTo(REPEATABLE_FROM) < 0) {
                for (String statement : statements(migration.getScript())) {
                    executeUnlessDone(connection, statement);
                }
                update(connection, "UPDATE " + history + " SET success = 1 WHERE success = 0 AND version = ?", version);
            } else {
                update(connection, "DELETE FROM " + history + " WHERE success = 0 AND version = ?", version);
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

    private static void update(Connection connection, String sql, String version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, version);
            statement.executeUpdate();
        }
    }
}
