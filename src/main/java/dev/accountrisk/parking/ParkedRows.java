package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.LostRaceException;
import dev.accountrisk.engine.ParkedRecord;
import dev.accountrisk.engine.ReleasedRecord;
import dev.accountrisk.engine.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads, releases and drops rows of {@code parked_record} that are still parked. A row that holds its account back is read and
 * changed under the lock of the account's row in {@code account_head}. A row changes only from its expected state, so two people
 * who release or drop it at the same time do it once.
 */
public final class ParkedRows {
    private static final String READ = """
            SELECT id, source_topic_id, source_partition, source_offset, source_timestamp, record_key, record_value, reason
            FROM parked_record
            WHERE account_uuid = ? AND state = 'PARKED' AND source_topic = ? AND reason <> 'CONFLICT' AND id > ?
            ORDER BY id LIMIT ?""";

    private static final String CLOSE = "UPDATE parked_record SET state = ? WHERE id = ? AND state = 'PARKED'";

    private static final String GIVE_REASON = """
            UPDATE parked_record SET reason = ?, detail = ?, state = 'PARKED' WHERE id = ? AND state = 'PARKED'""";

    private static final String ANY_LEFT = """
            SELECT EXISTS (SELECT 1 FROM parked_record
                WHERE account_uuid = ? AND state = 'PARKED' AND source_topic = ? AND reason <> 'CONFLICT'
                    AND (entry_id IS NULL OR entry_id NOT LIKE 'expire:%'))""";

    /** Reads records of one account and one source in the order in which they arrived: the first ones after an id. */
    public List<ParkedRecord> readInTx(Connection connection, String account, String topic, long afterId, int limit)
            throws SQLException {
        List<ParkedRecord> records = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, account);
            statement.setString(2, topic);
            statement.setLong(3, afterId);
            statement.setInt(4, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Source source = new Source(topic, row.getString(2), row.getInt(3));
                    if (!records.isEmpty() && !source.equals(records.getFirst().source())) {
                        break;
                    }
                    records.add(new ParkedRecord(row.getLong(1), source, row.getLong(4), row.getLong(5),
                            row.getBytes(6), row.getBytes(7), ParkReason.valueOf(row.getString(8))));
                }
            }
        }
        return records;
    }

    public void releasedInTx(Connection connection, long id) throws SQLException {
        if (closeInTx(connection, id, "RELEASED") == 0) {
            throw new LostRaceException("parked_record", 1, 0);
        }
    }

    /** Drops a record; returns whether it was still parked. */
    public boolean dropInTx(Connection connection, long id) throws SQLException {
        return closeInTx(connection, id, "DROPPED") == 1;
    }

    /** Drops records; returns those that were still parked. */
    public List<ReleasedRecord> dropInTx(Connection connection, List<Long> ids) throws SQLException {
        List<ReleasedRecord> dropped = new ArrayList<>();
        for (long id : ids) {
            if (dropInTx(connection, id)) {
                dropped.add(new ReleasedRecord(id, null));
            }
        }
        return dropped;
    }

    /** Keeps the record parked, now for this reason. */
    public void parkedAgainInTx(Connection connection, long id, ParkReason reason, String detail) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GIVE_REASON)) {
            statement.setString(1, reason.name());
            statement.setString(2, ParkedStore.shortened(detail));
            statement.setLong(3, id);
            statement.executeUpdate();
        }
    }

    /** Keeps the first record after an id parked because the database refuses it. */
    public ReleasedRecord refusedInTx(Connection connection, String account, String topic, long afterId, String detail)
            throws SQLException {
        ParkedRecord record = readInTx(connection, account, topic, afterId, 1).getFirst();
        parkedAgainInTx(connection, record.id(), ParkReason.UNPROCESSABLE, detail);
        return new ReleasedRecord(record.id(), ParkReason.UNPROCESSABLE);
    }

    /** Whether a record of the topic is parked that holds the account back. */
    public boolean anyHoldsBackInTx(Connection connection, String account, String topic) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY_LEFT)) {
            statement.setString(1, account);
            statement.setString(2, topic);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static int closeInTx(Connection connection, long id, String state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, state);
            statement.setLong(2, id);
            return statement.executeUpdate();
        }
    }
}
