package dev.accountrisk.parking;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.KeyedUpdate;
import dev.accountrisk.engine.LostRaceException;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.ReleasedRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads, releases and drops rows of {@code parked_record} that are still parked. A row that holds its account back is read and
 * changed under the lock of the account's row in {@code account_head}. A row changes only from its expected state, so two people
 * who release or drop it at the same time do it once.
 */
public final class ParkedRows {
    /** Bytes of the records that are read at once, unless the first of them is larger. */
    private static final long READ_BYTES_MAX = 8L << 20;
    /** To know the length of a value, the server reads all of it. So a statement asks for few. */
    private static final int SIZES_MAX = 50;

    private static final String OF_ACCOUNT = """
            FROM parked_record
            WHERE account_uuid = ? AND state = 'PARKED' AND source_topic = ? AND reason <> 'CONFLICT' AND id > ?""";

    private static final String READ_SIZES = "SELECT id, COALESCE(OCTET_LENGTH(record_key), 0)"
            + " + COALESCE(OCTET_LENGTH(record_value), 0) + COALESCE(OCTET_LENGTH(record_headers), 0) " + OF_ACCOUNT
            + " ORDER BY id LIMIT ?";

    private static final String READ = "SELECT id, source_topic_id, source_partition, source_offset, source_timestamp,"
            + " record_key, record_value, reason, record_headers " + OF_ACCOUNT + " AND id <= ? ORDER BY id";

    private static final String RELEASE = "UPDATE parked_record SET state = 'RELEASED' WHERE id = ? AND state = 'PARKED'";

    private static final String GIVE_REASON = """
            UPDATE parked_record SET reason = ?, detail = ?, state = 'PARKED' WHERE id = ? AND state = 'PARKED'""";

    private static final String HOLDS_BACK = "FROM parked_record p FORCE INDEX (parked_record_account)"
            + " WHERE p.account_uuid = h.account_uuid"
            + " AND p.state = 'PARKED' AND p.source_topic = ? AND p.reason <> 'CONFLICT'"
            + " AND (p.entry_id IS NULL OR p.entry_id NOT LIKE '" + ExpiryIds.PREFIX + "%')";

    private final KeyedSelect<Long> stillParked = new KeyedSelect<>(
            "SELECT id FROM parked_record FORCE INDEX (PRIMARY) WHERE id IN (", "?",
            ") AND state = 'PARKED' FOR UPDATE", ParkedRows::bindId);

    private final KeyedUpdate<Long> drops = new KeyedUpdate<>(
            "UPDATE parked_record SET state = 'DROPPED' WHERE id IN (", "?", ParkedRows::bindId);

    /** Stops at the first record of each account: one may have a million, and so may the topic, whose index MySQL may prefer. */
    private final KeyedSelect<String> anyLeft = new KeyedSelect<>(
            "SELECT h.account_uuid, (SELECT 1 " + HOLDS_BACK + " LIMIT 1) IS NOT NULL FROM account_head h"
                    + " WHERE h.account_uuid IN (",
            "?", ")", (statement, index, account) -> {
                statement.setString(index, account);
                return index + 1;
            });

    /**
     * Reads records of one account and one source in the order in which they arrived: the first ones after an id, at most as many
     * as asked for, and fewer where they are large.
     */
    public List<ParkedRecord> readInTx(Connection connection, String account, String topic, long afterId, int limit)
            throws SQLException {
        List<ParkedRecord> records = new ArrayList<>();
        long lastId = lastIdInTx(connection, account, topic, afterId, limit);
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, account);
            statement.setString(2, topic);
            statement.setLong(3, afterId);
            statement.setLong(4, lastId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Source source = new Source(topic, row.getString(2), row.getInt(3));
                    if (!records.isEmpty() && !source.equals(records.getFirst().source())) {
                        break;
                    }
                    records.add(new ParkedRecord(row.getLong(1), source, row.getLong(4), row.getLong(5),
                            row.getBytes(6), row.getBytes(7), ParkReason.valueOf(row.getString(8)), row.getBytes(9)));
                }
            }
        }
        return records;
    }

    /** The last of the records after an id that fit into memory together. */
    private static long lastIdInTx(Connection connection, String account, String topic, long afterId, int limit)
            throws SQLException {
        long lastId = afterId;
        long bytes = 0;
        int records = 0;
        try (PreparedStatement statement = connection.prepareStatement(READ_SIZES)) {
            while (records < limit) {
                int asked = Math.min(SIZES_MAX, limit - records);
                statement.setString(1, account);
                statement.setString(2, topic);
                statement.setLong(3, lastId);
                statement.setInt(4, asked);
                int found = 0;
                try (ResultSet row = statement.executeQuery()) {
                    for (; row.next(); found++) {
                        bytes += row.getLong(2);
                        if (records > 0 && bytes > READ_BYTES_MAX) {
                            return lastId;
                        }
                        lastId = row.getLong(1);
                        records++;
                    }
                }
                if (found < asked) {
                    return lastId;
                }
            }
        }
        return lastId;
    }

    /** The record was applied, refused, stale or a duplicate. */
    public void releasedInTx(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setLong(1, id);
            if (statement.executeUpdate() == 0) {
                throw new LostRaceException("parked_record", 1, 0);
            }
        }
    }

    /** Drops records; answers the ids of those that were still parked. */
    public List<Long> dropInTx(Connection connection, List<Long> ids) throws SQLException {
        List<Long> sorted = ids.stream().sorted().toList();
        List<Long> parked = new ArrayList<>();
        stillParked.executeInTx(connection, sorted, row -> parked.add(row.getLong(1)));
        drops.executeInTx(connection, parked);
        return parked;
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

    /** Whether a record of the topic is parked that holds the account back. Its head is there, and locked. */
    public boolean anyHoldsBackInTx(Connection connection, String account, String topic) throws SQLException {
        return !heldBackInTx(connection, List.of(account), topic).isEmpty();
    }

    /** Of some accounts those that a parked record of the topic holds back. */
    public Set<String> heldBackInTx(Connection connection, List<String> accounts, String topic) throws SQLException {
        Set<String> heldBack = new HashSet<>();
        anyLeft.executeInTx(connection, statement -> {
            statement.setString(1, topic);
            return 2;
        }, accounts, row -> {
            if (row.getBoolean(2)) {
                heldBack.add(row.getString(1));
            }
        });
        return heldBack;
    }

    private static int bindId(PreparedStatement statement, int index, Long id) throws SQLException {
        statement.setLong(index, id);
        return index + 1;
    }
}
