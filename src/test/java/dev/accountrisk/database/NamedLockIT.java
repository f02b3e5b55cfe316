package dev.accountrisk.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.JdbcConnection;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a named lock, also when its server is replaced. */
class NamedLockIT {
    private final MySqlServer mysql = TestServers.shared().mysql();
    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void pool() {
        mysql.createDatabase("named_lock");
        pool.setJdbcUrl(mysql.jdbcUrl("named_lock"));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(2);
        PreparedSessions.useIn(pool, new Installation());
    }

    @AfterEach
    void close() {
        pool.close();
        mysql.dropDatabase("named_lock");
    }

    @Test
    void oneHasItUntilItIsClosed() throws SQLException {
        try (NamedLock first = lock(); NamedLock second = lock()) {
            assertThat(first.acquireOrConfirm()).isTrue();
            assertThat(second.acquireOrConfirm()).isFalse();
            assertThat(first.acquireOrConfirm()).isTrue();
            first.close();
            assertThat(second.acquireOrConfirm()).isTrue();
        }
    }

    /** As a job's lock does while one page takes minutes. */
    @Test
    void itIsKeptAliveWhileItsHolderIsBusy() throws Exception {
        pool.setConnectionInitSql("SET SESSION wait_timeout = 2");
        try (NamedLock lock = new NamedLock(pool, "test", Duration.ofMillis(500));
                NamedLock other = lock();
                Connection idle = mysql.connect("")) {
            assertThat(lock.acquireOrConfirm()).isTrue();
            long holder = holder();
            // one that is as idle as the lock's would be, and is so later
            Statements.execute(idle, "SET SESSION wait_timeout = 2");
            Eventually.await("the server ends an idle session", Duration.ofSeconds(30), () -> hasEnded(idle));

            assertThat(other.acquireOrConfirm()).isFalse();
            assertThat(lock.acquireOrConfirm()).isTrue();
            assertThat(holder()).isEqualTo(holder);
        }
    }

    @Test
    void onAServerThatTurnedReadOnlyItIsTakenAgainThroughANewConnection() throws SQLException {
        try (GlobalSettings settings = GlobalSettings.of(mysql); NamedLock lock = lock()) {
            assertThat(lock.acquireOrConfirm()).isTrue();
            long holder = holder();
            assertThat(lock.acquireOrConfirm()).isTrue();
            assertThat(holder()).as("nothing has changed").isEqualTo(holder);

            settings.set("read_only", "ON");
            assertThatThrownBy(lock::acquireOrConfirm).hasMessageContaining("read-only");
            assertThat(lock.acquireOrConfirm()).isTrue();
            assertThat(holder()).as("a new connection, which a moved address leads to the new primary")
                    .isNotEqualTo(holder);
            assertThat(number("SELECT COUNT(*) FROM performance_schema.threads WHERE processlist_id = " + holder))
                    .as("the old connection has ended")
                    .isZero();
        }
    }

    @Test
    void severalHaveOneConnection() throws SQLException {
        try (NamedLocks locks = new NamedLocks(pool); NamedLocks others = new NamedLocks(pool)) {
            List<String> names = List.of("test", "b", "c");
            assertThat(locks.free(names)).containsExactlyInAnyOrderElementsOf(names);
            assertThat(locks.acquire("test")).isTrue();
            assertThat(locks.acquire("b")).isTrue();
            assertThat(others.acquire("b")).isFalse();
            assertThat(others.acquire("c")).isTrue();
            assertThat(others.free(names)).isEmpty();
            assertThat(locks.acquire("c")).isFalse();
            assertThat(locks.held()).containsExactlyInAnyOrder("test", "b");
            assertThat(holder("b")).isEqualTo(holder("test"));
            locks.confirm();

            locks.release("test");
            assertThat(others.acquire("test")).isTrue();
            assertThat(locks.held()).containsExactly("b");
            locks.confirm();
            locks.release("b");
            assertThat(locks.held()).isEmpty();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("without a lock, no connection").isOne();
            locks.confirm();
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void severalAreLostTogether() throws SQLException {
        try (GlobalSettings settings = GlobalSettings.of(mysql); NamedLocks locks = new NamedLocks(pool)) {
            locks.acquire("test");
            locks.acquire("b");
            settings.set("read_only", "ON");
            assertThatThrownBy(locks::confirm).hasMessageContaining("read-only");
            assertThat(locks.held()).isEmpty();
            assertThat(locks.free(List.of("test", "b"))).as("the old connection has ended").hasSize(2);
        }
        try (NamedLocks locks = new NamedLocks(pool)) {
            locks.acquire("test");
            locks.acquire("b");
            kill(holder());
            assertThatThrownBy(locks::confirm).isInstanceOf(SQLException.class);
            assertThat(locks.held()).isEmpty();
            assertThat(locks.acquire("b")).isTrue();
        }
    }

    private void kill(long connection) throws SQLException {
        try (Connection administrator = mysql.connect("")) {
            Statements.execute(administrator, "KILL " + connection);
        }
    }

    private NamedLock lock() {
        return new NamedLock(pool, "test");
    }

    /** Does not use the session, so that it stays idle. */
    private boolean hasEnded(Connection idle) throws SQLException {
        long id = idle.unwrap(JdbcConnection.class).getId();
        return number("SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + id) == 0;
    }

    private long holder() throws SQLException {
        return holder("test");
    }

    private long holder(String name) throws SQLException {
        return number("SELECT IS_USED_LOCK(SUBSTRING(SHA2('named_lock:" + name + "', 256), 1, 60))");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = mysql.connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
