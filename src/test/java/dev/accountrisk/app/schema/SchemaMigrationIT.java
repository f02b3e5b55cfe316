package dev.accountrisk.app.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.database.PreparedSessions;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** Every migration, interrupted in each of its statements, and while it waits for a table in use. */
class SchemaMigrationIT {
    private static final String DATABASE = "interrupted";
    private static final List<MigrationScript> SCRIPTS = MigrationScript.all();

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

    static IntStream numbersOfStatements() {
        return IntStream.rangeClosed(0,
                SCRIPTS.stream().skip(1).mapToInt(script -> script.statements().size()).max().orElseThrow());
    }

    /** What becomes of a script before it is run again. */
    @FunctionalInterface
    private interface Interruption {
        void interrupt(MigrationScript script) throws Exception;
    }

    /** Interrupts one script after the other, each in a database that the ones before have migrated. */
    private void migrateWith(Interruption interruption) throws Exception {
        for (MigrationScript script : SCRIPTS) {
            interruption.interrupt(script);
            migrateTo(script);
        }
        assertComplete();
    }

    @ParameterizedTest
    @MethodSource("numbersOfStatements")
    void aProcessThatEndedAfterAnyStatementIsNoObstacle(int done) throws Exception {
        migrateWith(script -> {
            List<String> statements = script.statements();
            if (!script.equals(SCRIPTS.getFirst()) && done <= statements.size()) {
                execute(statements.subList(0, done));
            }
        });
    }

    @Test
    void norIsOneThatEndedInTheFirstScript() throws Exception {
        MigrationScript first = SCRIPTS.getFirst();
        migrateTo(first);
        List<String> whole = tables();
        for (int done = 0; done < first.statements().size(); done++) {
            // what is left is the history without an entry, as before the first statement
            execute(List.of("DELETE FROM flyway_schema_history"));
            execute(rows(
                    "SELECT CONCAT('DROP TABLE ', table_name) FROM information_schema.tables WHERE table_schema = '"
                            + DATABASE + "' AND table_name <> 'flyway_schema_history'"));
            execute(first.statements().subList(0, done));
            migrateTo(first);
            assertThat(tables()).isEqualTo(whole);
        }
    }

    @Test
    void norIsAFailureThatTheHistoryRecords() throws Exception {
        migrateWith(script -> {
            migrateTo(script);
            execute(List.of("UPDATE flyway_schema_history SET success = 0 WHERE version = '" + script.version() + "'"));
            assertThatThrownBy(() -> flyway().load().migrate()).hasMessageContaining("Validate failed");
        });
    }

    @Test
    void norIsALockThatWasNotGrantedInTime() throws Exception {
        migrateWith(script -> {
            if (!script.changedTables().isEmpty()) {
                // the statements before the last one are done by then
                try (Connection _ = holderOf(script.changedTables().getLast())) {
                    assertThatThrownBy(() -> Flyway.configure()
                            .dataSource(impatientSessions())
                            .target(script.version())
                            .load()
                            .migrate()).hasStackTraceContaining("Lock wait timeout");
                }
            }
        });
    }

    @Test
    void norIsAProcessThatWasKilledAndWhoseChangeTheServerCompletes(@TempDir Path dir) throws Exception {
        migrateWith(script -> {
            if (script.changedTables().isEmpty()) {
                return;
            }
            try (Connection holder = holderOf(script.changedTables().getFirst())) {
                Process client = MigrationProcess.start(mysql, DATABASE, script.version(),
                        dir.resolve(script.name()).toFile());
                try {
                    awaitWaitingChange();
                } finally {
                    client.destroyForcibly().waitFor();
                }
                holder.commit();
            }
            Eventually.await("the server ended the change", Duration.ofSeconds(30), () -> number(CHANGING) == 0);
            assertThat(number("SELECT COUNT(*) FROM flyway_schema_history WHERE version = '" + script.version() + "'"))
                    .isZero();
        });
    }

    @Test
    void aConnectionThatIsCutWhileItWaitsIsReplaced() throws Exception {
        migrateWith(script -> {
            if (script.changedTables().isEmpty()) {
                return;
            }
            CompletableFuture<Void> migration;
            try (Connection holder = holderOf(script.changedTables().getLast())) {
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
        reach(new MigrationScript("V4__ids_of_two_topics.sql"));
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
        reach(new MigrationScript("V4__ids_of_two_topics.sql"));
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
    private void reach(MigrationScript script) {
        flyway().target(SCRIPTS.get(SCRIPTS.indexOf(script) - 1).version()).load().migrate();
    }

    private void migrate() {
        migrateTo(SCRIPTS.getLast());
    }

    private void migrateTo(MigrationScript script) {
        try {
            new SchemaMigration(flyway().target(script.version()).load()).run();
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
                .containsExactlyElementsOf(SCRIPTS.stream().map(script -> script.version() + ":1").toList());
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
