package dev.accountrisk.commands;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the holds that are due and whose {@code EXPIRE} is neither decided nor parked yet. */
final class DueHoldStore {
    private static final String DUE = """
            SELECT account_uuid, hold_id, expires_at, source_partition FROM account_hold
            WHERE state = 'OPEN' AND expires_at <= ?
              AND NOT EXISTS (SELECT 1 FROM account_entry WHERE account_entry.account_uuid = account_hold.account_uuid
                  AND account_entry.entry_id = CONCAT('expire:', account_hold.hold_id) AND account_entry.of_command)
              AND NOT EXISTS (SELECT 1 FROM parked_record WHERE parked_record.account_uuid = account_hold.account_uuid
                  AND parked_record.entry_id = CONCAT('expire:', account_hold.hold_id)
                  AND parked_record.source_topic = ?)
            ORDER BY expires_at LIMIT ?""";

    /** @param sourcePartition where the account's commands arrive */
    record DueHold(String accountUuid, String holdId, long expiresAtMillis, int sourcePartition) {}

    /** @param commandTopic the topic of an {@code EXPIRE}; parked records of other topics may have the same id */
    List<DueHold> readInTx(Connection connection, long nowMillis, String commandTopic, int limit) throws SQLException {
        List<DueHold> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setLong(1, nowMillis);
            statement.setString(2, commandTopic);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.add(new DueHold(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)));
                }
            }
        }
        return due;
    }
}
