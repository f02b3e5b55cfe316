package dev.accountrisk.engine.position;

import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code consumer_position}: how far each partition has been applied. A row moves in the transaction of the effects,
 * and only from its expected value. So a record takes effect once, and a worker that was thought dead cannot write.
 */
public final class PositionStore {
    private static final String CREATE = """
            INSERT INTO consumer_position (topic, partition_no, topic_id, next_offset, leader_epoch) VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE topic = consumer_position.topic""";

    private static final String READ = "SELECT topic_id, next_offset, leader_epoch FROM consumer_position WHERE topic = ? AND partition_no = ?";

    private static final String ORIGIN = "SELECT generation, @@server_uuid FROM consumer_position WHERE topic = ? AND partition_no = ?";

    private static final String ADVANCE = """
            UPDATE consumer_position SET next_offset = ?, leader_epoch = ?
            WHERE topic = ? AND partition_no = ? AND topic_id = ? AND next_offset = ? AND generation = ?
                AND @@server_uuid = ?""";

    private static final String MOVE = """
            UPDATE consumer_position SET next_offset = ?, leader_epoch = ?
            WHERE topic = ? AND partition_no = ? AND topic_id = ? AND next_offset = ?""";

    private static final String COUNT = """
            UPDATE consumer_position SET applied = applied + ?, stale = stale + ?, duplicate = duplicate + ?,
                refused = refused + ?, parked = parked + ?, ignored = ignored + ?
            WHERE topic = ? AND partition_no = ?""";

    private static final String NOTE_MAPPING = """
            UPDATE consumer_position SET mapping_since = next_offset, mapping = ?
            WHERE topic = ? AND partition_no = ? AND NOT (mapping <=> ?)""";

    private static final String ACCEPT = """
            UPDATE consumer_position SET topic_id = ?, next_offset = ?, leader_epoch = NULL
            WHERE topic = ? AND partition_no = ? AND topic_id <> ?""";

    private static final String TRANSLATE = """
            UPDATE consumer_position SET topic_id = ?, next_offset = ?, leader_epoch = NULL
            WHERE topic = ? AND partition_no = ? AND topic_id = ? AND next_offset = ?""";

    private static final String READ_ALL = """
            SELECT topic, topic_id, partition_no, next_offset, leader_epoch FROM consumer_position
            ORDER BY topic, partition_no""";

    /** Reads all positions, by topic and partition. */
    public Map<Source, Position> readAllInTx(Connection connection) throws SQLException {
        Map<Source, Position> positions = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ_ALL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int epoch = row.getInt(5);
                Position position = new Position(row.getString(2), row.getLong(4), row.wasNull() ? -1 : epoch);
                positions.put(new Source(row.getString(1), row.getString(2), row.getInt(3)), position);
            }
        }
        return positions;
    }

    /**
     * Moves a position without applying anything: past offsets that hold no record, or because an operator decided so. Returns false
     * if it is no longer at {@code fromOffset}.
     *
     * @param leaderEpoch of what lies before the new position or of a later record, or -1 if it is not known
     */
    public boolean moveInTx(Connection connection, Source source, long fromOffset, long toOffset, int leaderEpoch)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, toOffset);
            bindEpoch(statement, 2, leaderEpoch);
            statement.setString(3, source.topic());
            statement.setInt(4, source.partition());
            statement.setString(5, source.topicId());
            statement.setLong(6, fromOffset);
            return movedOne(source, statement.executeUpdate());
        }
    }

    static void bindEpoch(PreparedStatement statement, int index, int leaderEpoch) throws SQLException {
        if (leaderEpoch < 0) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, leaderEpoch);
        }
    }

    private static boolean movedOne(Source source, int rows) {
        if (rows > 1) {
            throw new IllegalStateException("bug: " + rows + " positions of " + source + " moved at once");
        }
        return rows == 1;
    }

    /** Creates the row of a partition unless it exists. */
    void createInTx(Connection connection, Source source, long nextOffset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            statement.setString(1, source.topic());
            statement.setInt(2, source.partition());
            statement.setString(3, source.topicId());
            statement.setLong(4, nextOffset);
            statement.setNull(5, Types.INTEGER);
            statement.executeUpdate();
        }
    }

    Optional<Position> readInTx(Connection connection, String topic, int partition) throws SQLException {
        return readInTx(connection, READ, topic, partition);
    }

    /** Reads the position, but fails at once if a transaction holds the row. */
    Optional<Position> readFreeInTx(Connection connection, String topic, int partition) throws SQLException {
        return readInTx(connection, READ + " FOR SHARE NOWAIT", topic, partition);
    }

    /** Reads the position after the end of any transaction that holds the row. */
    Optional<Position> readAfterOthersInTx(Connection connection, String topic, int partition) throws SQLException {
        return readInTx(connection, READ + " FOR UPDATE", topic, partition);
    }

    private static Optional<Position> readInTx(Connection connection, String sql, String topic, int partition)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                int epoch = row.getInt(3);
                return Optional.of(new Position(row.getString(1), row.getLong(2), row.wasNull() ? -1 : epoch));
            }
        }
    }

    /**
     * Lets a topic that was recreated under its name begin again, because an operator decided so; returns false if its position
     * belongs to this topic already.
     */
    public boolean acceptInTx(Connection connection, Source source, long nextOffset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACCEPT)) {
            statement.setString(1, source.topicId());
            statement.setLong(2, nextOffset);
            statement.setString(3, source.topic());
            statement.setInt(4, source.partition());
            statement.setString(5, source.topicId());
            return movedOne(source, statement.executeUpdate());
        }
    }

    /**
     * Moves a position to the copy of its log on another cluster, because an operator decided so. Returns false if it is no longer where
     * it was, or belongs to another topic.
     *
     * @param source where the position was
     * @param copyId the id of the topic that is the copy
     */
    public boolean translateInTx(Connection connection, Source source, long fromOffset, String copyId, long toOffset)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRANSLATE)) {
            statement.setString(1, copyId);
            statement.setLong(2, toOffset);
            statement.setString(3, source.topic());
            statement.setInt(4, source.partition());
            statement.setString(5, source.topicId());
            statement.setLong(6, fromOffset);
            return movedOne(source, statement.executeUpdate());
        }
    }

    /** Reads which tables the position belongs to. */
    Optional<TableOrigin> originInTx(Connection connection, Source source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ORIGIN)) {
            statement.setString(1, source.topic());
            statement.setInt(2, source.partition());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new TableOrigin(row.getLong(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /** Moves the position from the slice's begin to its end. Answers false if it is elsewhere or in other tables. */
    boolean advanceInTx(Connection connection, Slice<?> slice, TableOrigin origin) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, slice.nextOffset());
            bindEpoch(statement, 2, slice.leaderEpoch());
            statement.setString(3, slice.source().topic());
            statement.setInt(4, slice.source().partition());
            statement.setString(5, slice.source().topicId());
            statement.setLong(6, slice.fromOffset());
            statement.setLong(7, origin.generation());
            statement.setString(8, origin.serverUuid());
            return movedOne(slice.source(), statement.executeUpdate());
        }
    }

    /** Keeps under which mapping the records from the position on are read, and changes nothing if it is the same. */
    void noteMappingInTx(Connection connection, Source source, @Nullable String mapping) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE_MAPPING)) {
            statement.setString(1, mapping);
            statement.setString(2, source.topic());
            statement.setInt(3, source.partition());
            statement.setString(4, mapping);
            statement.executeUpdate();
        }
    }

    /** Adds the outcomes of a slice to those of its partition. */
    void countInTx(Connection connection, Source source, OutcomeCounts counts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setLong(1, counts.applied());
            statement.setLong(2, counts.stale());
            statement.setLong(3, counts.duplicate());
            statement.setLong(4, counts.refused());
            statement.setLong(5, counts.parked());
            statement.setLong(6, counts.ignored());
            statement.setString(7, source.topic());
            statement.setInt(8, source.partition());
            statement.executeUpdate();
        }
    }
}
