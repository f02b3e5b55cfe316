package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The one class that opens, commits and rolls back transactions on connections; {@link EntityTransactions} does so for entities.
 *
 * <p>A failed commit is not a failed statement: after a failed commit nobody knows whether the work took effect, unless the server
 * answers that it rolled back; after a failed statement it did not. Whatever a statement throws rolls the whole transaction back.
 * After a deadlock the server has already done so, and the connection silently begins a new transaction. After a lock wait time-out
 * it has not, and half of the work would be committed.
 */
public final class Transactions {
    private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** Longer than any read of one page; the pool sets its own time-out again when it takes the connection back. */
    private static final int SNAPSHOT_READ_MILLIS_MAX = 600_000;

    /** Whether a transaction is open on this thread, of whatever kind. */
    static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

    private final DataSource dataSource;

    /** Takes connections from a pool whose connections have auto-commit off and READ COMMITTED. */
    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The work inside a transaction. */
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
     * Runs work that the caller may safely run again. An unknown outcome is therefore a failure like any other.
     *
     * @throws SQLException if it is not certain that the work was committed
     */
    public <T> T runRepeatable(Work<T> work) throws SQLException {
        return switch (run(work)) {
            case TransactionResult.Committed<T>(T value) -> value;
            case TransactionResult.Unknown<T>(T _, SQLException failure) -> throw failure;
        };
    }

    /**
     * Runs reads that all see the state of the first read. They wait for no other transaction, and may take long: a statement is
     * not cut off by the pool's socket time-out.
     */
    public <T> T readSnapshot(Work<T> work) throws SQLException {
        return runRepeatable(connection -> {
            connection.setNetworkTimeout(Runnable::run, SNAPSHOT_READ_MILLIS_MAX);
            try (Statement statement = connection.createStatement()) {
                statement.execute(ONE_SNAPSHOT);
            }
            return work.runInTx(connection);
        });
    }

    /**
     * Requires that this thread has no open transaction, because a lock must be taken before the transaction.
     *
     * @throws IllegalStateException if one is open
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

    private static <T> TransactionResult<T> commit(Connection connection, T value) throws SQLException {
        try {
            connection.commit();
            return new TransactionResult.Committed<>(value);
        } catch (SQLException failure) {
            if (SqlFault.isRolledBack(failure)) {
                throw failure;
            }
            return new TransactionResult.Unknown<>(value, failure);
        }
    }
}
