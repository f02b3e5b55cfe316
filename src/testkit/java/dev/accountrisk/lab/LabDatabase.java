package dev.accountrisk.lab;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The lab's own tables on a real server. Every experiment takes fresh accounts, so none meets another's rows. */
final class LabDatabase implements AutoCloseable {
    private static final String ID = "VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS lab_balance (account " + ID + ", asset " + ID
                    + ", balance BIGINT NOT NULL, PRIMARY KEY (account, asset))",
            "CREATE TABLE IF NOT EXISTS lab_risk (account " + ID
                    + " PRIMARY KEY, risk BIGINT NOT NULL, occurred_at BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS lab_book (id BIGINT AUTO_INCREMENT PRIMARY KEY, name " + ID + ", KEY (name))",
            "CREATE TABLE IF NOT EXISTS lab_position (topic " + ID + " PRIMARY KEY, next_offset BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS lab_two_keys (account " + ID + " PRIMARY KEY, external_ref " + ID
                    + ", balance BIGINT NOT NULL, UNIQUE KEY external_ref (external_ref))",
            "CREATE TABLE IF NOT EXISTS lab_checked (account " + ID
                    + " PRIMARY KEY, balance BIGINT NOT NULL, CHECK (balance >= 0))");

    private final String jdbcUrl;
    private final String username;
    private final String password;
    private final LockWatch locks;
    private final Session clerk;
    private final String serverVersion;
    private final AtomicLong accounts = new AtomicLong(System.currentTimeMillis() * 1_000);

    LabDatabase(String jdbcUrl, String username, String password) throws SQLException {
        this.jdbcUrl = jdbcUrl;
        this.username = username;
        this.password = password;
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            this.serverVersion = version(statement);
        }
        this.locks = new LockWatch(connect(""));
        this.clerk = session(Isolation.READ_COMMITTED);
    }

    private static String version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT CONCAT('MySQL ', @@version, ' ', @@version_comment)")) {
            row.next();
            return row.getString(1);
        }
    }

    String serverVersion() {
        return serverVersion;
    }

    /** A connection with further driver settings, each in the form {@code name=value}. */
    Connection connect(String settings) throws SQLException {
        String separator = jdbcUrl.contains("?") ? "&" : "?";
        return DriverManager.getConnection(settings.isEmpty() ? jdbcUrl : jdbcUrl + separator + settings, username,
                password);
    }

    /** A session with a transaction open at the level. */
    Session session(Isolation level) throws SQLException {
        Connection connection = connect("");
        connection.setTransactionIsolation(level.jdbcLevel());
        connection.setAutoCommit(false);
        return new Session(connection, locks).lockWaitSeconds(10);
    }

    /** An id that no row has yet. Ids grow, so two in a row are neighbours in the index. */
    String freshAccount() {
        return "account-" + accounts.incrementAndGet();
    }

    /** Commits a change that is not part of the experiment's steps. */
    void given(String sql, Object... parameters) throws SQLException {
        clerk.update(sql, parameters).result();
        clerk.commit();
    }

    /** Lets the optimizer know the table as it is now, not as it was when it last looked. */
    void analyze(String table) throws SQLException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE TABLE " + table);
        }
    }

    /** What everybody can see once the sessions are done. */
    long committed(String sql, Object... parameters) throws SQLException {
        long value = clerk.number(sql, parameters);
        clerk.rollback();
        return value;
    }

    @Override
    public void close() throws SQLException {
        clerk.close();
        locks.close();
    }
}
