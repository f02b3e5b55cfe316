package dev.accountrisk.commands;

import dev.accountrisk.account.Hold;
import dev.accountrisk.account.HoldState;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.journal.AccountKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code account_hold}. Rows are read and written under the lock of the account's head. */
final class HoldStore {
    private final KeyedSelect<AccountKey> reads = new KeyedSelect<>(
            "SELECT account_uuid, hold_id, asset, amount, state, expires_at FROM account_hold FORCE INDEX (PRIMARY)"
                    + " WHERE (account_uuid, hold_id) IN (",
            "(?,?)", ")", AccountKey::bind);

    private final MultiRowInsert<Row> writes = new MultiRowInsert<>(
            "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at,"
                    + " source_partition) VALUES",
            "(?,?,?,?,?,?,?)",
            "AS new ON DUPLICATE KEY UPDATE state = new.state", (statement, first, row) -> {
                Hold hold = row.hold();
                int index = AccountKey.bind(statement, first, new AccountKey(row.accountUuid(), hold.holdId()));
                statement.setString(index++, hold.asset());
                statement.setBigDecimal(index++, hold.amount());
                statement.setString(index++, hold.state().name());
                Long expiresAtMillis = hold.expiresAtMillis();
                if (expiresAtMillis == null) {
                    statement.setNull(index++, Types.BIGINT);
                } else {
                    statement.setLong(index++, expiresAtMillis);
                }
                statement.setInt(index++, row.sourcePartition());
                return index;
            });

    /** @param sourcePartition where the account's commands arrive */
    record Row(String accountUuid, Hold hold, int sourcePartition) {}

    /** Reads holds, by account and hold id. */
    Map<String, Map<String, Hold>> readInTx(Connection connection, List<AccountKey> sortedKeys) throws SQLException {
        Map<String, Map<String, Hold>> holds = new HashMap<>();
        reads.executeInTx(connection, sortedKeys, row -> {
            Hold hold = hold(row);
            holds.computeIfAbsent(row.getString(1), account -> new HashMap<>()).put(hold.holdId(), hold);
        });
        return holds;
    }

    private static Hold hold(ResultSet row) throws SQLException {
        long expiresAtMillis = row.getLong(6);
        boolean never = row.wasNull();
        return new Hold(row.getString(2), row.getString(3), row.getBigDecimal(4), HoldState.valueOf(row.getString(5)),
                never ? null : expiresAtMillis);
    }

    void writeInTx(Connection connection, List<Row> sortedRows) throws SQLException {
        writes.executeInTx(connection, sortedRows);
    }
}
