package dev.accountrisk.lab;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One connection with a thread of its own, so that a statement that waits does not stop the experiment. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final LockWatch locks;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final long serverThreadId;
    private @Nullable Step<?> last;

    Session(Connection connection, LockWatch locks) throws SQLException {
        this.connection = connection;
        this.locks = locks;
        this.serverThreadId = longs("SELECT PS_CURRENT_THREAD_ID()").getFirst();
        connection.rollback();
    }

    /** How long a statement waits for a lock before it fails with 1205. InnoDB counts in whole seconds. */
    Session lockWaitSeconds(int seconds) throws SQLException {
        execute("SET SESSION innodb_lock_wait_timeout = " + seconds);
        return this;
    }

    /** Sends a statement that changes rows and returns when it has ended or waits; its result is the driver's count. */
    Step<Integer> update(String sql, Object... parameters) throws SQLException {
        return send(() -> {
            try (PreparedStatement statement = prepare(sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Sends a query and returns when it has ended or waits; its result is the first column. */
    Step<List<Long>> select(String sql, Object... parameters) throws SQLException {
        return send(() -> longs(sql, parameters));
    }

    /** The single number of a query that does not have to wait. */
    long number(String sql, Object... parameters) throws SQLException {
        return select(sql, parameters).result().getFirst();
    }

    void commit() throws SQLException {
        send(() -> {
            connection.commit();
            return true;
        }).result();
    }

    void rollback() throws SQLException {
        send(() -> {
            connection.rollback();
            return true;
        }).result();
    }

    private <T> Step<T> send(Callable<T> work) throws SQLException {
        Step<T> step = Step.settle(thread.submit(work), locks, serverThreadId);
        last = step;
        return step;
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private List<Long> longs(String sql, Object... parameters) throws SQLException {
        List<Long> values = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getLong(1));
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        Step<?> unfinished = last;
        if (unfinished != null && unfinished.running()) {
            connection.abort(Runnable::run);
        } else {
            connection.rollback();
            connection.close();
        }
        thread.shutdown();
    }
}
