package dev.accountrisk.engine;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh database with the worker's schema, and engines on it. */
final class EngineDatabase implements AutoCloseable {
    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbc;

    private EngineDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    static EngineDatabase create(String name) {
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(name);
        EngineDatabase database = new EngineDatabase(pool(mysql, mysql.jdbcUrl(name)));
        Flyway.configure().dataSource(database.dataSource).load().migrate();
        return database;
    }

    /** The worker's own settings, but for a lock wait of a second. */
    static HikariDataSource pool(MySqlServer mysql, String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setMaximumPoolSize(20);
        pool.setMinimumIdle(1);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql("SET SESSION innodb_lock_wait_timeout = 1, wait_timeout = 90, time_zone = '+00:00'");
        pool.addDataSourceProperty("useServerPrepStmts", "true");
        pool.addDataSourceProperty("cachePrepStmts", "true");
        pool.addDataSourceProperty("connectTimeout", "2000");
        pool.addDataSourceProperty("socketTimeout", "15000");
        return new HikariDataSource(pool);
    }

    Engines engines(AccountLocks locks, EngineObserver observer) {
        return engines(dataSource, locks, observer);
    }

    static Engines engines(DataSource on, AccountLocks locks, EngineObserver observer) {
        return new Engines(new Transactions(on), locks, observer, new Outbox(), new Installation());
    }

    Engines engines() {
        return engines(AccountLocks.NONE, EngineObserver.NONE);
    }

    DataSource dataSource() {
        return dataSource;
    }

    long number(String sql, Object... parameters) {
        return requireNonNull(jdbc.queryForObject(sql, Long.class, parameters));
    }

    String text(String sql, Object... parameters) {
        return requireNonNull(jdbc.queryForObject(sql, String.class, parameters));
    }

    double real(String sql, Object... parameters) {
        return requireNonNull(jdbc.queryForObject(sql, Double.class, parameters));
    }

    void execute(String sql) {
        jdbc.execute((Connection connection) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            connection.commit();
            return sql;
        });
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
