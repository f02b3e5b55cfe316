package dev.accountrisk.outbox;

import dev.accountrisk.database.KeyedUpdate;
import dev.accountrisk.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code outbox}, as the relay reads it. */
final class OutboxStore {
    private static final String READ = "SELECT id, batch_id, kind, payload FROM outbox FORCE INDEX (outbox_kind)"
            + " WHERE kind = ? ORDER BY id LIMIT ?";

    private static final String EVENTS = "SELECT id, batch_id, kind, payload, lane FROM outbox FORCE INDEX (outbox_lane)"
            + " WHERE kind = 'EVENTS' AND lane ";
    private static final String OLDEST_WITHOUT_LANE = "(" + EVENTS + "IS NULL ORDER BY id LIMIT 1)";
    private static final String OF_LANE = " UNION ALL (" + EVENTS + "= ? ORDER BY id LIMIT ?)";

    /** By the primary key alone: a scan would wait for every row that a writer has not committed yet. */
    private static final String DELETE = "DELETE /*+ INDEX(outbox PRIMARY) */ FROM outbox WHERE ";

    private final KeyedUpdate<OutboxRow> deletes = KeyedUpdate.anyOf(DELETE,
            "id = ? AND batch_id = ?", (statement, index, row) -> {
                statement.setLong(index, row.id());
                statement.setString(index + 1, row.batchId());
                return index + 2;
            });

    /** Reads the oldest rows of a kind, of any lane and of none, until their payloads come to so many bytes. */
    List<OutboxRow> readInTx(Connection connection, OutboxRow.Kind kind, int limit, long bytesMax)
            throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            Statements.streamRows(statement);
            statement.setString(1, kind.name());
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (bytes < bytesMax && row.next()) {
                    rows.add(row(row));
                    bytes += rows.getLast().payload().length;
                }
            }
        }
        return rows;
    }

    /**
     * Reads the oldest events of some lanes, one lane after another, until their payloads come to so many bytes. A lane ends before the
     * oldest row without a lane: that may be about any account. One statement reads all, so that nothing can be committed between that
     * row and those of the lanes.
     *
     * @param laneRowsMax how many rows of each lane MySQL answers. Those that are not read are still transferred
     * @param rowsMax     how many rows are read, of all lanes together
     */
    LaneRows readLanesInTx(Connection connection, List<Integer> lanes, int laneRowsMax, int rowsMax, long bytesMax)
            throws SQLException {
        LaneRows rows = new LaneRows(laneRowsMax, rowsMax, bytesMax);
        try (PreparedStatement statement = connection
                .prepareStatement(OLDEST_WITHOUT_LANE + OF_LANE.repeat(lanes.size()))) {
            Statements.streamRows(statement);
            int index = 1;
            for (int lane : lanes) {
                statement.setInt(index++, lane);
                statement.setInt(index++, laneRowsMax);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (!rows.areEnough() && row.next()) {
                    int lane = row.getInt(5);
                    if (row.wasNull()) {
                        rows.endBefore(row.getLong(1));
                    } else {
                        rows.add(lane, row(row));
                    }
                }
            }
        }
        return rows;
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(row.getLong(1), row.getString(2), OutboxRow.Kind.valueOf(row.getString(3)),
                row.getBytes(4));
    }

    /**
     * Deletes rows by what they are. After a fail-over that lost rows, other rows may have their ids: those are not sent yet and
     * stay.
     */
    void deleteInTx(Connection connection, List<OutboxRow> rows) throws SQLException {
        deletes.executeInTx(connection, rows);
    }
}
