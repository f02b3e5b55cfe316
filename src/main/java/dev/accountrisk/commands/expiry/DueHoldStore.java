package dev.accountrisk.commands.expiry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads which holds are due by the database's clock and have no answer to their {@code EXPIRE} yet: it is neither decided, nor
 * does it wait as a parked record. A dropped record is no answer.
 */
final class DueHoldStore {
    /** The session's time zone is UTC, and the column is in milliseconds. */
    private static final String NOW_MILLIS = "CAST(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000 AS SIGNED)";

    /** In the order of the index by time, which ends with the primary key. */
    private static final String DUE = "SELECT account_uuid, hold_id, expires_at, source_partition, " + NOW_MILLIS
            + " FROM account_hold WHERE state = 'OPEN' AND expires_at <= " + NOW_MILLIS
            + """

                      AND (expires_at > ? OR (expires_at = ? AND account_uuid > ?)
                          OR (expires_at = ? AND account_uuid = ? AND hold_id > ?))
                      AND NOT EXISTS (SELECT 1 FROM account_entry WHERE account_entry.account_uuid = account_hold.account_uuid
                          AND account_entry.entry_id = CONCAT('expire:', account_hold.hold_id) AND account_entry.of_command)
                      AND NOT EXISTS (SELECT 1 FROM parked_record WHERE parked_record.account_uuid = account_hold.account_uuid
                          AND parked_record.entry_id = CONCAT('expire:', account_hold.hold_id)
                          AND parked_record.state = 'PARKED' AND parked_record.reason IN ('BEHIND_PARKED', 'UNPROCESSABLE')
                          AND parked_record.source_topic = ?)
                    ORDER BY expires_at, account_uuid, hold_id LIMIT ?""";

    /** @param sourcePartition where the account's commands arrived when the hold was made */
    record DueHold(String accountUuid, String holdId, long expiresAtMillis, int sourcePartition)
            implements
                Comparable<DueHold> {
        /** Before every hold. */
        static final DueHold BEFORE_ALL = new DueHold("", "", Long.MIN_VALUE, -1);

        private static final Comparator<DueHold> AS_READ = Comparator.comparingLong(DueHold::expiresAtMillis)
                .thenComparing(DueHold::accountUuid)
                .thenComparing(DueHold::holdId);

        @Override
        public int compareTo(DueHold other) {
            return AS_READ.compare(this, other);
        }
    }

    /**
     * The due holds that follow one.
     *
     * @param holds     in their order
     * @param isLast    whether no due hold follows
     * @param nowMillis the database's time when they were read; 0 if there are none
     */
    record DuePage(List<DueHold> holds, boolean isLast, long nowMillis) {}

    /** @param commandTopic where an {@code EXPIRE} would be: a parked record of another topic may bear the same id */
    DuePage readInTx(Connection connection, String commandTopic, DueHold after, int limit) throws SQLException {
        List<DueHold> due = new ArrayList<>();
        long nowMillis = 0;
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setLong(1, after.expiresAtMillis());
            statement.setLong(2, after.expiresAtMillis());
            statement.setString(3, after.accountUuid());
            statement.setLong(4, after.expiresAtMillis());
            statement.setString(5, after.accountUuid());
            statement.setString(6, after.holdId());
            statement.setString(7, commandTopic);
            statement.setInt(8, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.add(new DueHold(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)));
                    nowMillis = row.getLong(5);
                }
            }
        }
        return new DuePage(due, due.size() < limit, nowMillis);
    }
}
