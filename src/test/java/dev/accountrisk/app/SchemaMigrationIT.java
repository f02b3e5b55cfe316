package dev.accountrisk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.database.PreparedSessions;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** Migrations that were interrupted, and those that wait for a table in use. */
class SchemaMigrationIT {
    private static final String DATABASE = "interrupted";
    private static final List<String> SCRIPTS = List.of("V1__accounts.sql", "V2__jobs.sql", "V3__backfill.sql",
            "V4__ids_of_two_topics.sql");

    private static final String WAITING = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '" + DATABASE
            + "' AND state = 'Waiting for table metadata lock' AND info LIKE '%ALTER TABLE%'";

    private final MySqlServer mysql = TestServers.shared().mysql();

    @BeforeEach
    void create() {
        mysql.createDatabase(DATABASE);
    }

    @AfterEach
    void drop() {
        mysql.dropDatabase(DATABASE);
    }

    static Stream<Arguments> everyStatement() {
        return IntStream.range(0, SCRIPTS.size())
                .boxed()
                .flatMap(script -> IntStream
                        .rangeClosed(0, InterruptedMigrations.statements(SCRIPTS.get(script)).size())
                        .mapToObj(done -> Arguments.of(script, done)));
    }

    @ParameterizedTest
    @MethodSource("everyStatement")
    void aProcessThatWasKilledAfterAnyStatementIsNoObstacle(int script, int done) throws SQLException {
        reach(script);
        for (String statement : InterruptedMigrations.statements(SCRIPTS.get(script)).subList(0, done)) {
            execute(statement);
        }
        migrate();
        assertComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void norIsTheFailureThatASecondRunOfAnOlderVersionRecorded(int script) throws SQLException {
        reach(script);
        execute(InterruptedMigrations.statements(SCRIPTS.get(script)).getFirst());
        assertThatThrownBy(() -> flyway().load().migrate())
                .hasMessageMatching("(?s).*(already exists|Duplicate column).*");
        assertThat(number("SELECT COUNT(*) FROM flyway_schema_history WHERE success = 0")).isEqualTo(1);
        assertThatThrownBy(() -> flyway().load().migrate()).hasMessageContaining("Validate failed");
        migrate();
        assertComplete();
    }

    @Test
    void aTableInUseIsWaitedForInTurnsAndBatchesPassBetweenThem() throws Exception {
        reach(3);
        CompletableFuture<Void> migration;
        try (Connection holder = mysql.connect(DATABASE); Statement statement = holder.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT * FROM account_entry").close();
            migration = CompletableFuture.runAsync(this::migrate);
            awaitWaitingAlter();
            // would wait for as long as the holder, did the migration not give way
            assertThat(number("SELECT COUNT(*) FROM account_entry")).isZero();
            statement.execute("COMMIT");
        }
        migration.get(60, TimeUnit.SECONDS);
        assertComplete();
    }

    @Test
    void aConnectionThatIsCutWhileItWaitsIsReplaced() throws Exception {
        reach(3);
        CompletableFuture<Void> migration;
        try (Connection holder = mysql.connect(DATABASE); Statement statement = holder.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT * FROM account_entry").close();
            migration = CompletableFuture.runAsync(this::migrate);
            awaitWaitingAlter();
            execute("KILL " + number(WAITING.replace("COUNT(*)", "MAX(id)")));
            statement.execute("COMMIT");
        }
        migration.get(60, TimeUnit.SECONDS);
        assertComplete();
    }

    @Test
    void aJobSeesByTheHistoryWhetherTheSchemaIsTheNewest() throws Exception {
        SchemaVersion version = new SchemaVersion(dataSource(), new MockEnvironment());
        assertThat(version.isNewest()).as("an empty database").isFalse();
        reach(3);
        assertThat(version.isNewest()).as("an older schema").isFalse();
        migrate();
        assertThat(version.isNewest()).isTrue();
        execute("UPDATE flyway_schema_history SET success = 0 WHERE version = '2'");
        assertThat(version.isNewest()).as("an interrupted migration").isFalse();
    }

    private void awaitWaitingAlter() {
        Eventually.await("the change waits for the table", Duration.ofSeconds(30), () -> number(WAITING) == 1);
    }

    private void reach(int scripts) {
        flyway().target(Integer.toString(Math.max(scripts, 1))).load().migrate();
        if (scripts == 0) {
            // what is left is the history without an entry, as before the first statement
            executeUnchecked("DELETE FROM flyway_schema_history");
            tables().forEach(table -> executeUnchecked("DROP TABLE `" + table + "`"));
        }
    }

    private List<String> tables() {
        return List.of(text("SELECT GROUP_CONCAT(table_name) FROM information_schema.tables WHERE table_schema = '"
                + DATABASE + "' AND table_name <> 'flyway_schema_history'").split(","));
    }

    private void migrate() {
        try {
            new SchemaMigration(flyway().load()).run();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(PreparedSessions.forMigrations(dataSource()));
    }

    private DataSource dataSource() {
        return new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password());
    }

    private void assertComplete() {
        assertThat(text("SELECT GROUP_CONCAT(CONCAT(version, ':', success) ORDER BY installed_rank)"
                + " FROM flyway_schema_history")).startsWith("1:1,2:1,3:1,4:1").doesNotContain(":0");
        assertThat(number("SELECT COUNT(*) FROM account_entry WHERE of_command")).isZero();
        assertThat(number("SELECT COUNT(generation) FROM consumer_position")).isZero();
        // and once more, which finds nothing to do
        migrate();
    }

    private void executeUnchecked(String sql) {
        try {
            execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = mysql.connect(DATABASE); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String question) {
        return Long.parseLong(text(question));
    }

    private String text(String question) {
        try (Connection connection = mysql.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
