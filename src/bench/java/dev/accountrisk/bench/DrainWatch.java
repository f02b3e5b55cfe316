package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sees from outside when the positions of a topic have reached its end: they move with the rows, so that is the last commit. */
final class DrainWatch implements AutoCloseable {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Connection connection;
    private final PreparedStatement statement;

    private long seen;

    DrainWatch(BenchServers servers, String database, String topic) throws SQLException {
        // in no database of its own, so that these looks are not counted as statements of the contender
        connection = servers.connect("");
        statement = connection.prepareStatement(
                "SELECT COALESCE(SUM(next_offset), 0) FROM " + database + ".consumer_position WHERE topic = ?");
        statement.setString(1, topic);
    }

    /** What else is looked at while it waits. */
    @FunctionalInterface
    interface Look {
        void look() throws SQLException;
    }

    /** Waits until this number of records has been applied; returns when that was. */
    long awaitTotal(long records, ChildProcess contender) throws SQLException {
        return awaitTotal(records, contender, () -> {});
    }

    /** The same, and looks at something else each time. */
    long awaitTotal(long records, ChildProcess contender, Look besides) throws SQLException {
        long last = -1;
        long movedNanos = System.nanoTime();
        while (true) {
            long total = total();
            seen = total;
            long nowNanos = System.nanoTime();
            if (total >= records) {
                return nowNanos;
            }
            if (total != last) {
                last = total;
                movedNanos = nowNanos;
            } else if (nowNanos - movedNanos > STALL_NANOS) {
                throw new IllegalStateException("nothing moved for a minute, at " + total + " of " + records);
            }
            contender.requireAlive();
            besides.look();
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** How many records had been applied by the newest look: a batch more than was waited for, at most. */
    long seen() {
        return seen;
    }

    private long total() throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
