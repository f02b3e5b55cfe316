package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
    private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

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
     * @return what the work returned, and whether its commit is certain
     * @throws SQLException if nothing was committed
     */
    public <T> TransactionResult<T> run(Work<T> work) throws SQLException {
        requireNoneOpen();
        try (Connection connection = dataSource.getConnection()) {
            OPEN.set(true);
            return commit(connection, workOrRollBack(connection, work));
        } finally {
            OPEN.set(false);
        }
    }

    /**
     * Runs work that the caller may safely run again, whatever became of it: an unknown outcome is a failure like any other.
     *
     * @throws SQLException if it is not certain that the work was committed
     */
    public <T> T runRepeatable(Work<T> work) throws SQLException {
        return switch (run(work)) {
            case TransactionResult.Committed<T>(T value) -> value;
            case TransactionResult.Unknown<T>(T _, SQLException failure) -> throw failure;
        };
    }

    /** Runs reads that all see the state of the first read. They wait for no other transaction. */
    public <T> T readSnapshot(Work<T> work) throws SQLException {
        return runRepeatable(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ONE_SNAPSHOT);
            }
            return work.runInTx(connection);
        });
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

    private static <T> TransactionResult<T> commit(Connection connection, T value) {
        try {
            connection.commit();
            return new TransactionResult.Committed<>(value);
        } catch (SQLException failure) {
            return new TransactionResult.Unknown<>(value, failure);
        }
    }
}
