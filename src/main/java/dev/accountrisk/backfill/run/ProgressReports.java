package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.replay.ReplayProgress.Reached;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the console how far this process is. Nothing else reads it, and it has tables of its own: the rows that a repair moves in its
 * transactions are not waited for.
 */
final class ProgressReports {
    private static final String NOW = "CAST(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000 AS SIGNED)";
    private static final String RUN = "UPDATE backfill_run SET phase = ?, reported_at = " + NOW
            + " WHERE id = ? AND ended_at IS NULL";
    // a partition that waits for its turn stays where an earlier process left it
    private static final String PARTITION = "INSERT INTO backfill_progress (run_id, topic, partition_no, started_offset,"
            + " reached_offset, millis, reported_at) VALUES (?, ?, ?, ?, ?, ?, " + NOW
            + ") AS new ON DUPLICATE KEY UPDATE started_offset = new.started_offset, reached_offset ="
            + " COALESCE(new.reached_offset, backfill_progress.reached_offset), millis = new.millis,"
            + " reported_at = new.reported_at";

    private final Transactions transactions;
    private final long run;
    private final List<Range> own;

    /** @param own the ranges that this process has to replay */
    ProgressReports(Transactions transactions, long run, List<Range> own) {
        this.transactions = transactions;
        this.run = run;
        this.own = own;
    }

    /** Writes what the process does now, and how far it is in the partitions that have had a turn. */
    void write(String phase, Map<Source, Reached> reached) throws SQLException {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RUN)) {
                statement.setString(1, phase);
                statement.setLong(2, run);
                statement.executeUpdate();
            }
            writeInTx(connection, reached);
            return true;
        });
    }

    private void writeInTx(Connection connection, Map<Source, Reached> reached) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARTITION)) {
            for (Range range : own) {
                Reached here = reached.get(range.source());
                statement.setLong(1, run);
                statement.setString(2, range.source().topic());
                statement.setInt(3, range.source().partition());
                setLong(statement, 4, here == null ? null : here.started());
                setLong(statement, 5, here == null ? null : here.next());
                statement.setLong(6, here == null ? 0 : here.millis());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        statement.setObject(index, value, Types.BIGINT);
    }
}
