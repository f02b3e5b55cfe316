package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.GlobalSettings;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server's own settings can do to a session. */
class PreparedSessionsIT {
    private final MySqlServer mysql = TestServers.shared().mysql();
    private final HikariDataSource pool = new HikariDataSource();
    private final Installation installation = new Installation();

    @BeforeEach
    void pool() {
        mysql.createDatabase("sessions");
        pool.setJdbcUrl(mysql.jdbcUrl("sessions"));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(1_000);
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("useLocalSessionState", true);
        pool.addDataSourceProperty("useServerPrepStmts", "true");
        PreparedSessions.useIn(pool, installation);
    }

    @AfterEach
    void close() {
        pool.close();
        mysql.dropDatabase("sessions");
    }

    @Test
    void hostileGlobalSettingsDoNotReachASession() throws SQLException {
        try (GlobalSettings _ = GlobalSettings.hostile(mysql)) {
            assertThat(ask("SELECT CONCAT_WS(' ', @@sql_select_limit, @@sql_safe_updates, @@max_join_size,"
                    + " @@sql_big_selects, @@div_precision_increment, @@completion_type, @@time_zone,"
                    + " @@transaction_isolation, @@transaction_read_only, @@autocommit, @@sql_quote_show_create,"
                    + " @@innodb_lock_wait_timeout, @@max_execution_time, @@foreign_key_checks, @@unique_checks)"))
                    .isEqualTo(
                            "18446744073709551615 0 18446744073709551615 1 4 NO_CHAIN +00:00 READ-COMMITTED 0 0 1 3 0 1 1");
            assertThat(ask("SELECT @@sql_mode")).contains("STRICT_TRANS_TABLES")
                    .doesNotContain("ANSI")
                    .doesNotContain("PIPES")
                    .doesNotContain("BACKSLASH");
            assertThat(ask("SELECT COUNT(*) FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS three"))
                    .isEqualTo("3");
        }
    }

    @Test
    void theDriverQuotesASchemaAsTheSessionReadsIt() throws SQLException {
        try (GlobalSettings _ = GlobalSettings.hostile(mysql); Connection connection = pool.getConnection()) {
            connection.setCatalog("mysql");
            connection.setCatalog("sessions");

            assertThat(connection.getMetaData().getIdentifierQuoteString()).isEqualTo("`");
        }
    }

    @Test
    void aStatementBinaryLogIsNamedAndSessionsAreUsableOnceItIsSetBack() throws SQLException {
        try (GlobalSettings settings = GlobalSettings.of(mysql)) {
            settings.set("binlog_format", "'STATEMENT'");
            assertThatThrownBy(pool::getConnection).rootCause().hasMessageContaining("binlog_format=STATEMENT");
        }
        assertThat(ask("SELECT @@binlog_format")).isEqualTo("ROW");
    }

    @Test
    void aSmallPacketIsNamedAndARaisedOneIsNoticed() throws SQLException {
        try (GlobalSettings settings = GlobalSettings.of(mysql)) {
            settings.set("max_allowed_packet", "1048576");
            assertThatThrownBy(pool::getConnection).rootCause().hasMessageContaining("max_allowed_packet=1048576");
        }
        assertThat(Long.parseLong(ask("SELECT @@max_allowed_packet"))).isGreaterThan(1_048_576);
    }

    @Test
    void aDatabaseOfAnotherInstallationIsRefusedAndBothAreNamed() throws SQLException {
        execute("CREATE TABLE installation (id CHAR(36) NOT NULL, create_time DATETIME(3) NOT NULL DEFAULT '2026-11-29')");
        execute("INSERT INTO installation (id) VALUES ('ours')");
        try (Connection connection = pool.getConnection()) {
            installation.remember(connection);
        }
        assertThat(ask("SELECT id FROM installation")).isEqualTo("ours");

        execute("UPDATE installation SET id = 'theirs'");
        assertRefused("sessions on ", "installation theirs, created 2026-11-29",
                "installation ours, created 2026-11-29");
        execute("DROP TABLE installation");
        assertRefused("installation unknown (SQLSyntaxErrorException code 1146", "installation ours");

        execute("CREATE TABLE installation AS SELECT 'ours' AS id, TIMESTAMP '2026-11-29 00:00:00.000' AS create_time");
        assertThat(ask("SELECT id FROM installation")).isEqualTo("ours");
    }

    @Test
    void noSessionStaysWithAServerThatBecameReadOnly() throws SQLException {
        execute("CREATE TABLE one (id INT)");
        pool.setMaximumPoolSize(4);
        try (NamedLock lock = new NamedLock(pool, "a lock"); GlobalSettings settings = GlobalSettings.of(mysql)) {
            assertThat(lock.acquireOrConfirm()).isTrue();
            try (Connection first = pool.getConnection(); Connection second = pool.getConnection()) {
                assertThat(first).isNotSameAs(second);
            }
            List<String> before = sessions();
            settings.set("read_only", "1");
            settings.set("super_read_only", "1");

            try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("INSERT INTO one VALUES (1)"))
                        .hasMessageContaining("super-read-only");
            }
            assertThatThrownBy(lock::acquireOrConfirm).as("a lock on a read-only server")
                    .hasMessageContaining("has become read-only");

            Eventually.value("the sessions", Duration.ofSeconds(20), this::sessions,
                    now -> before.stream().noneMatch(now::contains));
        }
    }

    private List<String> sessions() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = mysql.connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery("SELECT id FROM information_schema.processlist WHERE db = 'sessions'")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    private void assertRefused(String... words) {
        // a session that is open stays
        pool.getHikariPoolMXBean().softEvictConnections();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class)
                .satisfies(failure -> assertThat(SqlFault.describe((SQLException) failure)).contains(words));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = mysql.connect("sessions"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void rowsThatDoNotFitOnePacketAreInsertedInSeveral() throws SQLException {
        MultiRowInsert<byte[]> insert = new MultiRowInsert<>("INSERT INTO large (value) VALUES", "(?)", "",
                (statement, index, value) -> {
                    statement.setBytes(index, value);
                    return index + 1;
                });
        List<byte[]> rows = IntStream.range(0, 120).mapToObj(number -> new byte[600_000]).toList();
        try (GlobalSettings settings = GlobalSettings.of(mysql)) {
            settings.set("max_allowed_packet", Integer.toString(36 << 20));
            try (Connection connection = pool.getConnection()) {
                Statements.execute(connection,
                        "CREATE TABLE large (id INT AUTO_INCREMENT PRIMARY KEY, value LONGBLOB)");
                assertThat(insert.executeInTx(connection, rows)).isEqualTo(120);
                Statements.execute(connection, "COMMIT");
            }
        }
        assertThat(ask("SELECT CONCAT(COUNT(*), ' ', SUM(LENGTH(value))) FROM large")).isEqualTo("120 72000000");
    }

    /** A statement as text would escape each of these bytes. */
    @Test
    void theLargestRecordThatIsParkedNeedsAPacketOfItsOwnSize() throws SQLException {
        MultiRowInsert<byte[]> insert = new MultiRowInsert<>("INSERT INTO largest (value) VALUES", "(?)", "",
                (statement, index, value) -> {
                    statement.setBytes(index, value);
                    return index + 1;
                });
        try (GlobalSettings settings = GlobalSettings.of(mysql)) {
            settings.set("max_allowed_packet", Integer.toString(36 << 20));
            try (Connection connection = pool.getConnection()) {
                Statements.execute(connection, "CREATE TABLE largest (value LONGBLOB)");
                assertThat(insert.executeInTx(connection, List.of(new byte[33 << 20]))).isOne();
                Statements.execute(connection, "COMMIT");
            }
        }
        assertThat(ask("SELECT SUM(LENGTH(value)) FROM largest")).isEqualTo(Integer.toString(33 << 20));
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
