package dev.accountrisk.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Opens sessions whose variables are set and whose server was checked, so that no setting of a server changes a result. */
public final class PreparedSessions extends DelegatingDataSource {
    /** How long a statement waits for a row lock. */
    public static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(3);
    /** After this time MySQL closes a session that is idle. */
    public static final Duration IDLE_MAX = Duration.ofSeconds(90);

    /**
     * A change of a table that waits for its lock holds up every batch that comes after it, so it waits for seconds and is
     * tried again. The session that holds the migration's lock is idle for as long as a change takes.
     */
    private static final String FOR_MIGRATIONS = "SET SESSION lock_wait_timeout = 5, wait_timeout = 31536000";

    private final Installation installation;
    private final String further;

    private PreparedSessions(DataSource sessions, Installation installation, String further) {
        super(sessions);
        this.installation = installation;
        this.further = further;
    }

    /** Lets a pool that is not yet started open prepared sessions, with the database of one installation only. */
    public static void useIn(HikariDataSource pool, Installation installation) {
        pool.setDataSource(new PreparedSessions(driverOf(pool, pool.getDataSourceProperties()), installation, ""));
        pool.setExceptionOverride(new ReadOnlyServerEviction(pool));
    }

    /**
     * Sessions for changes of tables. They are not the pool's: its time-out on answers would end a change on this side, while
     * the server completes it.
     */
    public static DataSource forMigrations(DataSource sessions) {
        if (!(sessions instanceof HikariDataSource pool)) {
            return new PreparedSessions(sessions, new Installation(), FOR_MIGRATIONS);
        }
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("connectTimeout", "10000");
        return new PreparedSessions(driverOf(pool, properties), new Installation(), FOR_MIGRATIONS);
    }

    private static DataSource driverOf(HikariDataSource pool, Properties given) {
        Properties properties = new Properties();
        properties.putAll(given);
        properties.merge("sessionVariables", SessionVariables.SQL_MODE, (theirs, ours) -> theirs + "," + ours);
        return new DriverDataSource(pool.getJdbcUrl(), pool.getDriverClassName(), properties, pool.getUsername(),
                pool.getPassword());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return prepared(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return prepared(super.getConnection(username, password));
    }

    private Connection prepared(Connection connection) throws SQLException {
        try {
            ServerCheck.requireMySql(connection);
            SessionVariables.set(connection);
            ServerCheck.requireUsableSettings(connection);
            installation.require(connection);
            if (!further.isEmpty()) {
                Statements.execute(connection, further);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            try (connection) {
                throw failure;
            }
        }
    }
}
