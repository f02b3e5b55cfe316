package dev.accountrisk.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads parked records whole, many at a time. */
final class ParkedPayloads {
    /** Records per read. A worker has memory for this many of the largest records that it parks. */
    static final int RECORDS_MAX = 50;

    private static final String READ = """
            SELECT source_offset, source_timestamp, reason, detail, record_key, record_value FROM parked_record
            WHERE source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset IN (?""";

    /** Reads those records of a partition that are still there, in the order of their offsets. */
    List<ParkedMessage> readInTx(Connection connection, OutboxPayload.Parked source, List<Long> offsets)
            throws SQLException {
        List<ParkedMessage> messages = new ArrayList<>(offsets.size());
        try (PreparedStatement statement = connection
                .prepareStatement(READ + ",?".repeat(RECORDS_MAX - 1) + ") ORDER BY source_offset")) {
            statement.setString(1, source.topic());
            statement.setString(2, source.topicId());
            statement.setInt(3, source.partition());
            for (int index = 0; index < RECORDS_MAX; index++) {
                // one shape of statement: the last offset is named more than once
                statement.setLong(4 + index, offsets.get(Math.min(index, offsets.size() - 1)));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    messages.add(new ParkedMessage(source.topic(), source.partition(), row.getLong(1), row.getLong(2),
                            row.getString(3), row.getString(4), row.getBytes(5), row.getBytes(6)));
                }
            }
        }
        return messages;
    }
}
