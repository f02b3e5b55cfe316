package dev.accountrisk.app.schema;

import dev.accountrisk.database.PreparedSessions;
import dev.accountrisk.servers.MySqlAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Migrates to a version in a process of its own, which a test can kill. */
public final class MigrationProcess {
    private static final String PASSWORD = "MIGRATION_PASSWORD";

    private MigrationProcess() {}

    /** Starts it, and writes what it prints to a file. */
    public static Process start(MySqlAddress mysql, String database, MigrationVersion target, File log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                MigrationProcess.class.getName(), mysql.jdbcUrl(database), mysql.username(),
                target.getVersion()).redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put(PASSWORD, mysql.password());
        return builder.start();
    }

    public static void main(String[] urlUserTarget) throws SQLException {
        DriverManagerDataSource sessions = new DriverManagerDataSource(urlUserTarget[0], urlUserTarget[1],
                System.getenv(PASSWORD));
        new SchemaMigration(Flyway.configure()
                .dataSource(PreparedSessions.forMigrations(sessions))
                .target(urlUserTarget[2])
                .load()).run();
    }
}
