package dev.accountrisk.app.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.database.Installation;
import dev.accountrisk.database.PreparedSessions;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** A program that does not migrate meets schemas of every age. */
class SchemaPreconditionIT {
    private static final String DATABASE = "schema_precondition";
    private static final String USER = "schema_reader";
    private static final List<String> TABLES = List.of("consumer_position", "account_entry", "paused_partition",
            "outbox", "parked_record");

    private final MySqlServer mysql = TestServers.shared().mysql();

    @BeforeEach
    void create() throws SQLException {
        mysql.createDatabase(DATABASE);
        execute("DROP USER IF EXISTS " + USER);
        execute("CREATE USER " + USER + " IDENTIFIED BY 'reader'");
        execute("GRANT SELECT ON " + DATABASE + ".* TO " + USER);
    }

    @AfterEach
    void drop() throws SQLException {
        execute("DROP USER IF EXISTS " + USER);
        mysql.dropDatabase(DATABASE);
    }

    @Test
    void anEmptyDatabaseIsWaitedFor() throws IOException {
        assertThatThrownBy(this::establish).hasMessageStartingWith("version " + SchemaVersion.newest() + " is needed: ")
                .hasMessageContaining("consumer_position' doesn't exist (MySQL error 1146). Run the migration");
    }

    @Test
    void anOlderSchemaIsWaitedForByItsVersion() throws IOException {
        flyway().target("9").load().migrate();

        assertThatThrownBy(this::establish).hasMessage("version " + SchemaVersion.newest()
                + " is needed, and the schema has version 9. Run the migration of version " + SchemaVersion.newest());
    }

    @Test
    void aUserWhoMayNotReadTheHistoryIsToldWhatTheServerSays() throws SQLException {
        flyway().load().migrate();
        execute("REVOKE SELECT ON " + DATABASE + ".* FROM " + USER);
        execute("GRANT SELECT ON " + DATABASE + ".installation TO " + USER);

        assertThatThrownBy(this::establish).hasMessageContaining("SELECT command denied")
                .hasMessageEndingWith("Run the migration, then grants.sql");

        grantTablesAlone();
        assertThatCode(this::establish).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"9, source_partition", "11, record_headers", "13, ignored", "24, lane"})
    void withoutTheHistoryAnOlderSchemaIsKnownByWhatItLacks(String version, String column) throws SQLException {
        flyway().target(version).load().migrate();
        execute("REVOKE SELECT ON " + DATABASE + ".* FROM " + USER);
        grantTablesAlone();

        assertThatThrownBy(this::establish).hasMessageContaining("version")
                .hasMessageContaining("Unknown column '" + column + "'");
    }

    private void grantTablesAlone() throws SQLException {
        for (String table : TABLES) {
            execute("GRANT SELECT ON " + DATABASE + "." + table + " TO " + USER);
        }
    }

    @Test
    void aNewerSchemaThatOnlyGainedIsUsed() throws SQLException {
        flyway().load().migrate();
        migrateTo(98, "more columns");

        assertThatCode(this::establish).doesNotThrowAnyException();
    }

    @Test
    void aNewerSchemaThatLacksSomethingIsNot() throws SQLException {
        flyway().load().migrate();
        migrateTo(99, "contract 98 drop columns");

        assertThatThrownBy(this::establish).hasMessageContaining("version 99 of the schema took away")
                .hasMessageContaining("programs before version 98");
    }

    private void establish() throws Exception {
        DataSource reader = new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), USER, "reader");
        new SchemaPrecondition(new SchemaMigration(null), reader, new SchemaVersion(reader, new MockEnvironment()),
                new Installation()).establish();
    }

    /** What a newer program's migration leaves in the history. */
    private void migrateTo(int version, String description) throws SQLException {
        execute("INSERT INTO " + DATABASE + ".flyway_schema_history SELECT MAX(installed_rank) + 1, '" + version
                + "', '"
                + description + "', 'SQL', 'x', 1, 'x', NOW(), 1, 1 FROM " + DATABASE + ".flyway_schema_history");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(PreparedSessions.forMigrations(
                        new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password())));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = mysql.connect(""); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
