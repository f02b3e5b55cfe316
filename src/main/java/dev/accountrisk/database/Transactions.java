package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The one class that opens, commits and rolls back transactions.
 *
 * <p>A failed commit is told apart from a failed statement: after the first nobody knows whether the work took effect, after
 * the second it did not. Whatever a statement throws rolls the whole transaction back: after a deadlock the server has done so
 * already and the connection silently begins a new one, after a lock wait time-out it has not, and half of the work would be
 * committed.
 */
public final class Transactions {
    private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

    private final DataSource dataSource;

    /** Takes connections from a pool whose connections have auto-commit off and READ COMMITTED. */
    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done inside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T runInTx(Connection connection) throws SQLException;
    }

    /**
     * Runs the work in a transaction of its own and commits it.
     *
     * @throws SQLException                  if nothing was committed
     * @throws CommitOutcomeUnknownException if the commit itself failed
     */
    public <T> T run(Work<T> work) throws SQLException, CommitOutcomeUnknownException {
        requireNoneOpen();
        try (Connection connection = dataSource.getConnection()) {
            OPEN.set(true);
            T result = workOrRollBack(connection, work);
            commit(connection);
            return result;
        } finally {
            OPEN.set(false);
        }
    }

    /**
     * Says whether this thread is outside of any transaction, as whoever takes a lock must be.
     *
     * @throws IllegalStateException if it is inside one
     */
    public static void requireNoneOpen() {
        if (OPEN.get()) {
            throw new IllegalStateException("a transaction is open on this thread");
        }
    }

    private static <T> T workOrRollBack(Connection connection, Work<T> work) throws SQLException {
        try {
            return work.runInTx(connection);
        } catch (SQLException | RuntimeException | Error failure) {
            try {
                connection.rollback();
            } catch (SQLException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    private static void commit(Connection connection) throws CommitOutcomeUnknownException {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw new CommitOutcomeUnknownException(failure);
        }
    }
}
