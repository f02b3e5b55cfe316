package dev.accountrisk.backfill.shadow;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Statements;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.job.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Replaces the live tables with rebuilt ones. A lock on the tables holds the workers: it waits for their open transactions and
 * lets no other begin. On the one connection that has the lock, the last records are replayed, and one RENAME moves all tables at
 * once. The positions move with them under the next generation, so that a worker's next batch loses its fence and forgets what
 * it knew of the old rows.
 */
final class Swap {
    private static final int ATTEMPTS_MAX = 20;
    private static final String POSITION_COLUMNS = "topic, partition_no, topic_id, next_offset, leader_epoch, applied,"
            + " stale, duplicate, refused, parked, ignored, mapping, mapping_since, create_time, update_time";

    private final Schemas schemas;
    private final HikariDataSource pool;
    private final Engines liveEngines;
    private final StopSignal stop;

    Swap(Schemas schemas, HikariDataSource pool, Engines liveEngines, StopSignal stop) {
        this.schemas = schemas;
        this.pool = pool;
        this.liveEngines = liveEngines;
        this.stop = stop;
    }

    /** Replays the last records on the connection that has the lock. */
    @FunctionalInterface
    interface LastReplay {
        void run(Connection locked, Engines engines, Transactions transactions)
                throws SQLException, BrokerException, RefusedException;
    }

    /**
     * Swaps.
     *
     * @return how long the workers were held in nanoseconds, counted from the request for the lock
     */
    long run(List<String> tables, LastReplay last) throws SQLException, BrokerException, RefusedException {
        for (int attempt = 1;; attempt++) {
            Connection connection = pool.getConnection();
            try (connection) {
                Statements.execute(connection, "SET SESSION lock_wait_timeout = 2");
                long beganNanos = System.nanoTime();
                Statements.execute(connection, lockTables());
                try {
                    swapLocked(connection, tables, last);
                } finally {
                    Statements.execute(connection, "UNLOCK TABLES");
                }
                return System.nanoTime() - beganNanos;
            } catch (SQLException busy) {
                if (!SqlFault.isLockWaitTimeout(busy) || attempt == ATTEMPTS_MAX
                        || stop.pauseNanos(TimeUnit.SECONDS.toNanos(1))) {
                    throw busy;
                }
            } finally {
                pool.evictConnection(connection);
            }
        }
    }

    private void swapLocked(Connection connection, List<String> tables, LastReplay last)
            throws SQLException, BrokerException, RefusedException {
        Transactions locked = new Transactions(new SingleConnectionDataSource(connection, true));
        last.run(connection, liveEngines.silentlyOn(locked), locked);
        locked.runRepeatable(one -> {
            if (tables.contains(Tables.PARKED)) {
                copyNumbersInTx(one);
            }
            copyPositionsInTx(one);
            return true;
        });
        if (tables.contains(Tables.PARKED)) {
            // makes the next number follow the last one in the table
            Statements.execute(connection, "ALTER TABLE " + shadow(Tables.PARKED) + " AUTO_INCREMENT = 1");
        }
        Statements.execute(connection, rename(tables));
    }

    /** A parked record keeps the number that operators know it by. One that was not parked before gets a number after those. */
    private void copyNumbersInTx(Connection connection) throws SQLException {
        String shadow = shadow(Tables.PARKED);
        String live = live(Tables.PARKED);
        Statements.execute(connection, "UPDATE " + shadow + " JOIN " + live + " ON "
                + equal(shadow, live, "source_topic", "source_topic_id", "source_partition", "source_offset") + " SET "
                + shadow + ".id = " + live + ".id, " + shadow + ".create_time = " + live + ".create_time");
        Statements.execute(connection, "SET @last_id = (SELECT COALESCE(MAX(id), 0) FROM " + live + ")");
        Statements.execute(connection, "UPDATE " + shadow + " SET id = id - " + Schemas.PARKED_IDS_FROM
                + " + 1 + @last_id WHERE id >= " + Schemas.PARKED_IDS_FROM + " ORDER BY id");
    }

    private void copyPositionsInTx(Connection connection) throws SQLException {
        Statements.execute(connection, "DELETE FROM " + shadow(Tables.POSITIONS));
        Statements.execute(connection, "INSERT INTO " + shadow(Tables.POSITIONS) + " (" + POSITION_COLUMNS
                + ", generation) SELECT " + POSITION_COLUMNS + ", generation + 1 FROM " + live(Tables.POSITIONS));
    }

    private String lockTables() {
        List<String> locks = new ArrayList<>();
        for (String table : schemas.tables()) {
            locks.add(live(table) + " WRITE");
            locks.add(shadow(table) + " WRITE");
        }
        locks.add(live("redrive_action") + " READ");
        return "LOCK TABLES " + String.join(", ", locks);
    }

    private String rename(List<String> tables) {
        List<String> moves = new ArrayList<>();
        for (String table : tables) {
            moves.add(live(table) + " TO " + Tables.in(schemas.replaced(), table));
            moves.add(shadow(table) + " TO " + live(table));
        }
        return "RENAME TABLE " + String.join(", ", moves);
    }

    private static String equal(String one, String other, String... columns) {
        List<String> equal = new ArrayList<>();
        for (String column : columns) {
            equal.add(one + "." + column + " = " + other + "." + column);
        }
        return String.join(" AND ", equal);
    }

    private String live(String table) {
        return Tables.in(schemas.live(), table);
    }

    private String shadow(String table) {
        return Tables.in(schemas.shadow(), table);
    }
}
