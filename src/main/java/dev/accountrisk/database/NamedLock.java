package dev.accountrisk.database;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One of the {@link NamedLocks}, with a connection of its own, so that one process at a time does a job. */
public final class NamedLock implements AutoCloseable {
    private final NamedLocks locks;
    private final String name;

    /** Makes a lock for the connection's database. It is not held yet. */
    public NamedLock(DataSource dataSource, String name) {
        this(dataSource, name, null);
    }

    /** @param pingPeriod how often a held lock uses its session without being asked, or null for never */
    NamedLock(DataSource dataSource, String name, @Nullable Duration pingPeriod) {
        this.locks = new NamedLocks(dataSource, pingPeriod);
        this.name = name;
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
    public boolean acquireOrConfirm() throws SQLException {
        locks.confirm();
        return locks.acquire(name);
    }

    /** Releases the lock if it is held. */
    @Override
    public void close() {
        locks.close();
    }
}
