package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the proxy does to a real MySQL connection. */
class TcpProxyIT {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final String DATABASE = "proxied";

    private final MySqlServer mysql = TestServers.shared().mysql();
    private TcpProxy proxy;

    TcpProxyIT() {
        proxy = TcpProxy.to(mysql);
    }

    @BeforeEach
    void createTable() throws SQLException {
        mysql.createDatabase(DATABASE);
        try (var connection = mysql.connect(DATABASE); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        }
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
        assertThat(proxy.openConnections()).isZero();
        mysql.dropDatabase(DATABASE);
    }

    @Test
    void passesWhatItIsGiven() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            connection.commit();
        }
        assertThat(rows()).isEqualTo(1);
        await("the connection's end passed").atMost(ANSWER).until(() -> proxy.openConnections() == 0);
    }

    @Test
    void losesTheAnswerToCommitAfterTheServerHasCommitted() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            proxy.loseAnswerTo(MySqlPackets.commit());
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void losesTheCommitItself() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            proxy.lose(MySqlPackets.commit());
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(rows()).isZero();
    }

    @Test
    void cutsOnceAndOnlyAtThePacketItWasToldOf() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            proxy.lose(MySqlPackets.queryWith("no such text"));
            connection.commit();
        }
        assertThat(proxy.cuts()).isZero();
        proxy.lose(MySqlPackets.commit());
        try (var connection = throughProxy()) {
            insert(connection, 2);
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
        }
        try (var connection = throughProxy()) {
            insert(connection, 3);
            connection.commit();
        }
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void holdsEverythingBackUntilItPassesAgain() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            proxy.blackhole();
            var commit = CompletableFuture.runAsync(() -> commit(connection));
            assertThat(commit).failsWithin(Duration.ofMillis(300)).withThrowableOfType(TimeoutException.class);
            assertThat(rows()).isZero();
            proxy.pass();
            assertThat(commit).succeedsWithin(ANSWER);
            assertThat(rows()).isEqualTo(1);
        }
    }

    @Test
    void delaysBothDirections() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            var each = Duration.ofMillis(100);
            proxy.delay(each);
            long startNanos = System.nanoTime();
            connection.commit();
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThanOrEqualTo(each.multipliedBy(2));
            proxy.pass();
        }
    }

    @Test
    void resetsWhatIsOpenAndTakesNewConnections() throws SQLException {
        try (var connection = throughProxy()) {
            insert(connection, 1);
            proxy.resetAll();
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
        }
        try (var connection = throughProxy()) {
            insert(connection, 2);
            connection.commit();
        }
        assertThat(rows()).isEqualTo(1);
    }

    private Connection throughProxy() throws SQLException {
        String url = mysql.jdbcUrl(DATABASE).replace(":" + mysql.port() + "/", ":" + proxy.port() + "/");
        var connection = DriverManager.getConnection(url, mysql.username(), mysql.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO t VALUES (" + id + ")");
        }
    }

    private int rows() throws SQLException {
        try (var connection = mysql.connect(DATABASE);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            row.next();
            return row.getInt(1);
        }
    }
}
