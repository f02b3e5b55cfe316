package dev.accountrisk.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads parked records: first how large they are, then as many whole ones as the heap has room for. */
final class ParkedPayloads {
    /** Sizes per read. */
    static final int SIZES_MAX = 200;

    private static final int RECORDS_MAX = 50;
    private static final long BYTES_MAX = 4L << 20;

    private static final String OF_PARTITION = " FROM parked_record"
            + " WHERE source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset IN (?";
    private static final String READ_SIZES = "SELECT source_offset,"
            + " COALESCE(OCTET_LENGTH(record_key), 0) + COALESCE(OCTET_LENGTH(record_value), 0)"
            + OF_PARTITION + ",?".repeat(SIZES_MAX - 1) + ") ORDER BY source_offset";
    private static final String READ = "SELECT source_offset, source_timestamp, reason, detail, record_key, record_value"
            + OF_PARTITION + ",?".repeat(RECORDS_MAX - 1) + ") ORDER BY source_offset";

    /**
     * Divides those records of a partition that are still there into parts. Each part fits into memory.
     *
     * @param offsets at most {@link #SIZES_MAX}
     * @return the offsets of each part, in their order
     */
    List<List<Long>> partsInTx(Connection connection, OutboxPayload.Parked source, List<Long> offsets)
            throws SQLException {
        List<ParkedSize> sizes = new ArrayList<>(offsets.size());
        try (PreparedStatement statement = connection.prepareStatement(READ_SIZES)) {
            bind(statement, source, offsets, SIZES_MAX);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sizes.add(new ParkedSize(row.getLong(1), row.getLong(2)));
                }
            }
        }
        return ParkedSize.parts(sizes, RECORDS_MAX, BYTES_MAX).stream().map(ParkedSize::offsets).toList();
    }

    /** Reads the records of one part, in the order of their offsets. */
    List<ParkedMessage> readInTx(Connection connection, OutboxPayload.Parked source, List<Long> part)
            throws SQLException {
        List<ParkedMessage> messages = new ArrayList<>(part.size());
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            bind(statement, source, part, RECORDS_MAX);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    messages.add(new ParkedMessage(source.topic(), source.partition(), row.getLong(1), row.getLong(2),
                            row.getString(3), row.getString(4), row.getBytes(5), row.getBytes(6)));
                }
            }
        }
        return messages;
    }

    /** Binds one shape of statement: the last offset is named more than once. */
    private static void bind(PreparedStatement statement, OutboxPayload.Parked source, List<Long> offsets, int count)
            throws SQLException {
        statement.setString(1, source.topic());
        statement.setString(2, source.topicId());
        statement.setInt(3, source.partition());
        for (int index = 0; index < count; index++) {
            statement.setLong(4 + index, offsets.get(Math.min(index, offsets.size() - 1)));
        }
    }
}
