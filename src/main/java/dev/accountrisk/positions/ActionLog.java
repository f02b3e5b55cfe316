package dev.accountrisk.positions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The table {@code position_action}: every change of a position that an operator asked for, written once. */
final class ActionLog {
    private static final String INSERT = """
            INSERT INTO position_action (action, topic, partition_no, old_topic_id, new_topic_id, old_offset, new_offset,
                done_by, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Adds a row, and what the decision writes alongside. */
    void insertInTx(Connection connection, PositionChange change, Decision decision) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, change.action().name());
            statement.setString(2, change.topic());
            if (change.partition() == null) {
                statement.setNull(3, Types.INTEGER);
            } else {
                statement.setInt(3, change.partition());
            }
            statement.setString(4, change.oldTopicId());
            statement.setString(5, change.newTopicId());
            bind(statement, 6, change.oldOffset());
            bind(statement, 7, change.newOffset());
            statement.setString(8, decision.by());
            statement.setString(9, decision.why());
            statement.executeUpdate();
        }
        decision.alongside().writeInTx(connection, change);
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Long offset) throws SQLException {
        if (offset == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, offset);
        }
    }
}
