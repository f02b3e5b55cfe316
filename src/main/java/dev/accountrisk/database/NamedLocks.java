package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named locks that MySQL holds for one connection and releases when the connection ends, so that one process at a time does a job. A
 * holder that was frozen for longer than its connection lives may believe for a moment that it still has its locks. What it does in that
 * moment must be harmless.
 *
 * <p>MySQL does not replicate named locks. After a switch to another primary, the old one still holds the locks for the connections
 * it has, and the new one grants them again. So a lock on a server that has become read-only no longer counts.
 *
 * <p>The locks of one object have one connection, and are lost together.
 */
public final class NamedLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamedLocks.class);
    /** What MySQL calls a lock: databases on one server do not block each other, and the name is not too long. */
    private static final String NAME = "SUBSTRING(SHA2(CONCAT(DATABASE(), ?), 256), 1, 60)";
    private static final String ACQUIRE = "SELECT GET_LOCK(" + NAME + ", 0)";
    private static final String RELEASE = "SELECT RELEASE_LOCK(" + NAME + ")";
    private static final String FREE = "IS_FREE_LOCK(" + NAME + ")";
    private static final String HELD = "IS_USED_LOCK(" + NAME + ") = CONNECTION_ID()";
    private static final String NOT_READ_ONLY = " AND NOT (@@GLOBAL.read_only OR @@GLOBAL.innodb_read_only)";

    private static final int PING_SECONDS_MAX = 5;

    private final DataSource dataSource;
    private final @Nullable Duration pingPeriod;
    private final Set<String> held = new LinkedHashSet<>();
    private @Nullable Connection connection;

    /** Locks in the connection's database. None is held yet. */
    public NamedLocks(DataSource dataSource) {
        this(dataSource, null);
    }

    /** @param pingPeriod how often held locks use their session without being asked, or null for never */
    NamedLocks(DataSource dataSource, @Nullable Duration pingPeriod) {
        this.dataSource = dataSource;
        this.pingPeriod = pingPeriod;
    }

    /** The names of the locks that were held when MySQL was last asked. */
    public synchronized Set<String> held() {
        return Set.copyOf(held);
    }

    /**
     * Checks, with one statement, that every lock is still held. Asks nothing if none is.
     *
     * @throws SQLException if one was lost: then none is held any more
     */
    public synchronized void confirm() throws SQLException {
        Connection holder = connection;
        if (holder == null) {
            return;
        }
        String question = "SELECT " + String.join(" AND ", held.stream().map(_ -> HELD).toList()) + NOT_READ_ONLY;
        boolean all;
        try {
            all = ask(holder, question, List.copyOf(held)).getFirst();
        } catch (SQLException lost) {
            close();
            throw lost;
        }
        if (!all) {
            leave(holder);
            throw new SQLTransientConnectionException("the lock's server has released it or has become read-only",
                    "08006");
        }
    }

    /**
     * Takes a lock if nobody has it. Never waits for another holder.
     *
     * @return whether it is held now
     * @throws SQLException if that is unknown. Other locks stay held until {@link #confirm} says otherwise
     */
    public synchronized boolean acquire(String name) throws SQLException {
        if (held.contains(name)) {
            return true;
        }
        Connection holder = connection;
        if (holder != null) {
            return acquire(holder, name);
        }
        Connection fresh = dataSource.getConnection();
        boolean acquired = false;
        try {
            acquired = acquire(fresh, name);
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

    private boolean acquire(Connection on, String name) throws SQLException {
        boolean acquired = ask(on, ACQUIRE, List.of(name)).getFirst();
        if (acquired) {
            held.add(name);
        }
        return acquired;
    }

    /** Which of these locks nobody has at this moment, by one statement. */
    public synchronized Set<String> free(List<String> names) throws SQLException {
        Connection holder = connection;
        if (holder != null) {
            return free(holder, names);
        }
        try (Connection fresh = dataSource.getConnection()) {
            return free(fresh, names);
        }
    }

    private static Set<String> free(Connection on, List<String> names) throws SQLException {
        String question = "SELECT " + String.join(", ", names.stream().map(_ -> FREE).toList());
        List<Boolean> answers = ask(on, question, names);
        Set<String> free = new TreeSet<>();
        for (int index = 0; index < names.size(); index++) {
            if (answers.get(index)) {
                free.add(names.get(index));
            }
        }
        return free;
    }

    /** Releases one lock, if it is held. */
    public synchronized void release(String name) throws SQLException {
        Connection holder = connection;
        if (holder == null || !held.contains(name)) {
            return;
        }
        if (held.size() == 1) {
            close();
            return;
        }
        ask(holder, RELEASE, List.of(name));
        held.remove(name);
    }

    /** Releases all locks that are held. */
    @Override
    public synchronized void close() {
        Connection holder = connection;
        List<String> names = List.copyOf(held);
        connection = null;
        held.clear();
        if (holder != null) {
            try (holder) {
                for (String name : names) {
                    ask(holder, RELEASE, List.of(name));
                }
            } catch (SQLException gone) {
                // the locks end with the connection
                return;
            }
        }
    }

    /** Ends the connection: if it went back to the pool, it would be the next one taken from it, and leads to the same server. */
    private void leave(Connection holder) {
        connection = null;
        held.clear();
        try (holder) {
            holder.abort(Runnable::run);
        } catch (SQLException gone) {
            // the pool drops a connection that it cannot roll back
            return;
        }
    }

    /** A session that cannot be kept alive ends, which the holder sees when it confirms its locks. */
    private void keepAlive(Connection holder, Duration period) {
        try {
            do {
                Thread.sleep(period);
            } while (ping(holder));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SQLException gone) {
            LOG.debug("the session of the locks {} cannot be kept alive", held(), gone);
        }
    }

    private synchronized boolean ping(Connection holder) throws SQLException {
        return holder.equals(connection) && holder.isValid(PING_SECONDS_MAX);
    }

    /** Asks one question, whose answer has a column for each name, or one for all. NULL counts as no. */
    private static List<Boolean> ask(Connection on, String question, List<String> names) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(question)) {
            for (int index = 0; index < names.size(); index++) {
                statement.setString(index + 1, ":" + names.get(index));
            }
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                Boolean[] columns = new Boolean[answer.getMetaData().getColumnCount()];
                for (int index = 0; index < columns.length; index++) {
                    columns[index] = answer.getInt(index + 1) == 1;
                }
                return List.of(columns);
            }
        }
    }
}
