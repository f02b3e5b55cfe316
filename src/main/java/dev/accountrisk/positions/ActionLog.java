package dev.accountrisk.positions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The table {@code position_action}: every change of a position that an operator asked for, written once. */
final class ActionLog {
    private static final String INSERT = """
            INSERT INTO position_action (action, topic, partition_no, old_topic_id, new_topic_id, old_offset, new_offset,
                done_by, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    void insertInTx(Connection connection, PositionChange change, Decision decision) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, change.action().name());
            statement.setString(2, change.topic());
            statement.setInt(3, change.partition());
            statement.setString(4, change.oldTopicId());
            statement.setString(5, change.newTopicId());
            statement.setLong(6, change.oldOffset());
            statement.setLong(7, change.newOffset());
            statement.setString(8, decision.by());
            statement.setString(9, decision.why());
            statement.executeUpdate();
        }
    }
}
