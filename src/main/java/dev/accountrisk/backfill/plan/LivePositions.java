package dev.accountrisk.backfill.plan;

import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads where partitions stand, in whatever snapshot or under whatever lock the connection has. */
public final class LivePositions {
    private final String sql;

    public LivePositions(String schema) {
        this.sql = "SELECT topic, partition_no, topic_id, next_offset FROM "
                + Tables.in(schema, Tables.POSITIONS);
    }

    /** All positions, by the source that they belong to. */
    public Map<Source, Position> readInTx(Connection connection) throws SQLException {
        Map<Source, Position> positions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                positions.put(new Source(row.getString(1), row.getString(3), row.getInt(2)),
                        new Position(row.getString(3), row.getLong(4), -1));
            }
        }
        return positions;
    }
}
