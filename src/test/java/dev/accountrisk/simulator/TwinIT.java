package dev.accountrisk.simulator;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** MySQL does what the twin does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinIT extends TwinContract {
    private static final String DATABASE = "twin";

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final HikariDataSource dataSource = pool(mysql);

    private static HikariDataSource pool(MySqlServer mysql) {
        mysql.createDatabase(DATABASE);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE) + "&sessionVariables=innodb_lock_wait_timeout=1");
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setMaximumPoolSize(2);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(pool);
    }

    @BeforeAll
    void migrate() {
        Flyway.configure().dataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password()).load().migrate();
    }

    @AfterAll
    void end() {
        dataSource.close();
        mysql.dropDatabase(DATABASE);
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
