package dev.accountrisk.app.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.database.PreparedSessions;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** Every migration, interrupted in each of its statements, and while it waits for a table in use. */
class SchemaMigrationIT {
    private static final String DATABASE = "interrupted";
    private static final List<String> SCRIPTS = scripts();
    private static final Pattern CHANGED_TABLE = Pattern.compile("ALTER TABLE (\\w+)");

    private static final String WAITING = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '" + DATABASE
            + "' AND state = 'Waiting for table metadata lock' AND info LIKE '%ALTER TABLE%'";
    private static final String CHANGING = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '" + DATABASE
            + "' AND info LIKE 'ALTER TABLE%'";

    private static List<String> complete = List.of();

    private final MySqlServer mysql = TestServers.shared().mysql();

    @BeforeEach
    void create() {
        mysql.createDatabase(DATABASE);
    }

    @AfterEach
    void drop() {
        mysql.dropDatabase(DATABASE);
    }

    private static List<String> scripts() {
        try {
            return Arrays
                    .stream(new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql"))
                    .map(Resource::getFilename)
                    .sorted(Comparator.comparing(SchemaMigrationIT::version))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static MigrationVersion version(String script) {
        return MigrationVersion.fromVersion(script.substring(1, script.indexOf("__")));
    }

    static IntStream numbersOfStatements() {
        return IntStream.rangeClosed(0,
                SCRIPTS.stream().skip(1).mapToInt(script -> statements(script).size()).max().orElseThrow());
    }

    private static List<String> statements(String script) {
        return InterruptedMigrations.statements(script);
    }

    /** The tables that a script changes after an earlier one made them. */
    private static List<String> changedTables(String script) {
        return CHANGED_TABLE.matcher(String.join(";", statements(script)))
                .results()
                .map(change -> change.group(1))
                .toList();
    }

    /** What becomes of a script before it is run again. */
    @FunctionalInterface
    private interface Interruption {
        void interrupt(String script) throws Exception;
    }

    /** Interrupts one script after the other, each in a database that the ones before have migrated. */
    private void migrateWith(Interruption interruption) throws Exception {
        for (String script : SCRIPTS) {
            interruption.interrupt(script);
            migrateTo(script);
        }
        assertComplete();
    }

    @ParameterizedTest
    @MethodSource("numbersOfStatements")
    void aProcessThatEndedAfterAnyStatementIsNoObstacle(int done) throws Exception {
        migrateWith(script -> {
            List<String> statements = statements(script);
            if (!script.equals(SCRIPTS.getFirst()) && done <= statements.size()) {
                execute(statements.subList(0, done));
            }
        });
    }

    @Test
    void norIsOneThatEndedInTheFirstScript() throws Exception {
        String first = SCRIPTS.getFirst();
        migrateTo(first);
        List<String> whole = tables();
        for (int done = 0; done < statements(first).size(); done++) {
            // what is left is the history without an entry, as before the first statement
            execute(List.of("DELETE FROM flyway_schema_history"));
            execute(rows(
                    "SELECT CONCAT('DROP TABLE ', table_name) FROM information_schema.tables WHERE table_schema = '"
                            + DATABASE + "' AND table_name <> 'flyway_schema_history'"));
            execute(statements(first).subList(0, done));
            migrateTo(first);
            assertThat(tables()).isEqualTo(whole);
        }
    }

    @Test
    void norIsAFailureThatTheHistoryRecords() throws Exception {
        migrateWith(script -> {
            migrateTo(script);
            execute(List.of("UPDATE flyway_schema_history SET success = 0 WHERE version = '" + version(script) + "'"));
            assertThatThrownBy(() -> flyway().load().migrate()).hasMessageContaining("Validate failed");
        });
    }

    @Test
    void norIsALockThatWasNotGrantedInTime() throws Exception {
        migrateWith(script -> {
            if (!changedTables(script).isEmpty()) {
                // the statements before the last one are done by then
                try (Connection _ = holderOf(changedTables(script).getLast())) {
                    assertThatThrownBy(() -> Flyway.configure()
                            .dataSource(impatientSessions())
                            .target(version(script))
                            .load()
                            .migrate()).hasStackTraceContaining("Lock wait timeout");
                }
            }
        });
    }

    @Test
    void norIsAProcessThatWasKilledAndWhoseChangeTheServerCompletes(@TempDir Path dir) throws Exception {
        migrateWith(script -> {
            if (changedTables(script).isEmpty()) {
                return;
            }
            try (Connection holder = holderOf(changedTables(script).getFirst())) {
                Process client = MigrationProcess.start(mysql, DATABASE, version(script), dir.resolve(script).toFile());
                try {
                    awaitWaitingChange();
                } finally {
                    client.destroyForcibly().waitFor();
                }
                holder.commit();
            }
            Eventually.await("the server ended the change", Duration.ofSeconds(30), () -> number(CHANGING) == 0);
            assertThat(number("SELECT COUNT(*) FROM flyway_schema_history WHERE version = '" + version(script) + "'"))
                    .isZero();
        });
    }

    @Test
    void aConnectionThatIsCutWhileItWaitsIsReplaced() throws Exception {
        migrateWith(script -> {
            if (changedTables(script).isEmpty()) {
                return;
            }
            CompletableFuture<Void> migration;
            try (Connection holder = holderOf(changedTables(script).getLast())) {
                migration = CompletableFuture.runAsync(() -> migrateTo(script));
                awaitWaitingChange();
                execute(List.of("KILL " + number(WAITING.replace("COUNT(*)", "MAX(id)"))));
                holder.commit();
            }
            migration.get(60, TimeUnit.SECONDS);
        });
    }

    @Test
    void aTableInUseIsWaitedForInTurnsAndBatchesPassBetweenThem() throws Exception {
        reach("V4__ids_of_two_topics.sql");
        CompletableFuture<Void> migration;
        try (Connection holder = holderOf("account_entry")) {
            migration = CompletableFuture.runAsync(this::migrate);
            awaitWaitingChange();
            // would wait for as long as the holder, did the migration not give way
            assertThat(number("SELECT COUNT(*) FROM account_entry")).isZero();
            holder.commit();
        }
        migration.get(60, TimeUnit.SECONDS);
        assertComplete();
    }

    @Test
    void aJobSeesByTheHistoryWhetherTheSchemaIsTheNewest() throws Exception {
        SchemaVersion version = new SchemaVersion(dataSource(), new MockEnvironment());
        assertThat(version.isNewest()).as("an empty database").isFalse();
        reach("V4__ids_of_two_topics.sql");
        assertThat(version.isNewest()).as("an older schema").isFalse();
        migrate();
        assertThat(version.isNewest()).isTrue();
        execute(List.of("UPDATE flyway_schema_history SET success = 0 WHERE version = '2'"));
        assertThat(version.isNewest()).as("an interrupted migration").isFalse();
    }

    private void awaitWaitingChange() {
        Eventually.await("the change waits for the table", Duration.ofSeconds(30), () -> number(WAITING) == 1);
    }

    /** A session with an open transaction that has read the table. */
    private Connection holderOf(String table) throws SQLException {
        Connection holder = mysql.connect(DATABASE);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.executeQuery("SELECT * FROM " + table).close();
        }
        return holder;
    }

    /** Migrates up to before this script. */
    private void reach(String script) {
        flyway().target(version(SCRIPTS.get(SCRIPTS.indexOf(script) - 1))).load().migrate();
    }

    private void migrate() {
        migrateTo(SCRIPTS.getLast());
    }

    private void migrateTo(String script) {
        try {
            new SchemaMigration(flyway().target(version(script)).load()).run();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(PreparedSessions.forMigrations(dataSource()));
    }

    private DriverManagerDataSource dataSource() {
        return new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password());
    }

    private DriverManagerDataSource impatientSessions() {
        DriverManagerDataSource sessions = dataSource();
        Properties properties = new Properties();
        properties.setProperty("sessionVariables", "lock_wait_timeout=1");
        sessions.setConnectionProperties(properties);
        return sessions;
    }

    private void assertComplete() {
        assertThat(rows("SELECT CONCAT(version, ':', success) FROM flyway_schema_history ORDER BY installed_rank"))
                .containsExactlyElementsOf(SCRIPTS.stream().map(script -> version(script) + ":1").toList());
        assertThat(tables()).isEqualTo(completeTables());
        // and once more, which finds nothing to do
        migrate();
    }

    /** The tables as migrations make them that nothing interrupts. */
    private List<String> completeTables() {
        if (complete.isEmpty()) {
            mysql.dropDatabase(DATABASE);
            mysql.createDatabase(DATABASE);
            flyway().load().migrate();
            complete = tables();
        }
        return complete;
    }

    private List<String> tables() {
        List<String> tables = new ArrayList<>(rows("SELECT CONCAT_WS(' ', table_name, ordinal_position, column_name,"
                + " column_type, is_nullable, column_default, extra) FROM information_schema.columns WHERE table_schema = '"
                + DATABASE + "' ORDER BY table_name, ordinal_position"));
        tables.addAll(rows("SELECT CONCAT_WS(' ', table_name, index_name, seq_in_index, column_name, non_unique)"
                + " FROM information_schema.statistics WHERE table_schema = '" + DATABASE
                + "' ORDER BY table_name, index_name, seq_in_index"));
        return tables;
    }

    private void execute(List<String> statements) throws SQLException {
        try (Connection connection = mysql.connect(DATABASE); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long number(String question) {
        return Long.parseLong(rows(question).getFirst());
    }

    private List<String> rows(String question) {
        try (Connection connection = mysql.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            List<String> rows = new ArrayList<>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
