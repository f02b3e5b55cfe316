package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named lock that MySQL holds for one connection and releases when the connection ends, so that one process at a time does a
 * job. A holder that was frozen for longer than its connection lives may believe for a moment that it still has the lock. What
 * it does in that moment must be harmless.
 *
 * <p>MySQL does not replicate named locks. After a switch to another primary, the old one still holds the lock for the connections
 * it has, and the new one grants it again. So a lock on a server that has become read-only no longer counts.
 */
public final class NamedLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamedLock.class);
    private static final String ACQUIRE = "SELECT GET_LOCK(SUBSTRING(SHA2(CONCAT(DATABASE(), ?), 256), 1, 60), 0)";
    private static final String HELD = "SELECT IS_USED_LOCK(SUBSTRING(SHA2(CONCAT(DATABASE(), ?), 256), 1, 60)) = CONNECTION_ID()"
            + " AND NOT (@@GLOBAL.read_only OR @@GLOBAL.innodb_read_only)";
    private static final String RELEASE = "SELECT RELEASE_LOCK(SUBSTRING(SHA2(CONCAT(DATABASE(), ?), 256), 1, 60))";

    private static final int PING_SECONDS_MAX = 5;

    private final DataSource dataSource;
    private final String name;
    private final @Nullable Duration pingPeriod;
    private @Nullable Connection connection;

    /** Makes a lock for the connection's database. It is not held yet. */
    public NamedLock(DataSource dataSource, String name) {
        this(dataSource, name, null);
    }

    /** @param pingPeriod how often a held lock uses its session without being asked, or null for never */
    NamedLock(DataSource dataSource, String name, @Nullable Duration pingPeriod) {
        this.dataSource = dataSource;
        this.name = name;
        this.pingPeriod = pingPeriod;
    }

    /** Makes a lock that outlives any pause of its holder. MySQL ends a session that is idle for long, and its locks with it. */
    public static NamedLock keptAlive(DataSource dataSource, String name) {
        return new NamedLock(dataSource, name, PreparedSessions.IDLE_MAX.dividedBy(3));
    }

    /**
     * Takes the lock if nobody has it, or checks that it is still held. Never waits for another holder.
     *
     * @throws SQLException also if the lock was lost. The next call tries to take it again, on a new connection
     */
    public synchronized boolean acquireOrConfirm() throws SQLException {
        Connection held = connection;
        if (held != null) {
            try {
                if (ask(held, HELD)) {
                    return true;
                }
            } catch (SQLException lost) {
                close();
                throw lost;
            }
            leave(held);
            throw new SQLTransientConnectionException("the lock's server has released it or has become read-only",
                    "08006");
        }
        Connection fresh = dataSource.getConnection();
        boolean acquired = false;
        try {
            acquired = ask(fresh, ACQUIRE);
        } finally {
            if (acquired) {
                connection = fresh;
                if (pingPeriod != null) {
                    Thread.ofVirtual().name("lock-" + name).start(() -> keepAlive(fresh, pingPeriod));
                }
            } else {
                fresh.close();
            }
        }
        return acquired;
    }

    /** Releases the lock if it is held. */
    @Override
    public synchronized void close() {
        Connection held = connection;
        connection = null;
        if (held != null) {
            try (held) {
                ask(held, RELEASE);
            } catch (SQLException gone) {
                // the lock ends with the connection
                return;
            }
        }
    }

    /** Ends the connection: if it went back to the pool, it would be the next one taken from it, and leads to the same server. */
    private void leave(Connection held) {
        connection = null;
        try (held) {
            held.abort(Runnable::run);
        } catch (SQLException gone) {
            // the pool drops a connection that it cannot roll back
            return;
        }
    }

    /** A session that cannot be kept alive ends, which the holder sees when it confirms the lock. */
    private void keepAlive(Connection held, Duration period) {
        try {
            do {
                Thread.sleep(period);
            } while (ping(held));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SQLException gone) {
            LOG.debug("the session of the lock {} cannot be kept alive", name, gone);
        }
    }

    private synchronized boolean ping(Connection held) throws SQLException {
        return held.equals(connection) && held.isValid(PING_SECONDS_MAX);
    }

    private boolean ask(Connection on, String question) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(question)) {
            statement.setString(1, ":" + name);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }
}
