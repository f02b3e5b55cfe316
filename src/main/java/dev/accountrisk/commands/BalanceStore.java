package dev.accountrisk.commands;

import dev.accountrisk.account.Balance;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.journal.AccountKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code account_balance}. Rows are read and written under the lock of the account's head, and written as a whole. */
final class BalanceStore {
    private final KeyedSelect<AccountKey> reads = new KeyedSelect<>(
            "SELECT account_uuid, asset, balance, frozen FROM account_balance FORCE INDEX (PRIMARY) WHERE (account_uuid, asset) IN (",
            "(?,?)", ")", AccountKey::bind);

    private final MultiRowInsert<Row> writes = new MultiRowInsert<>(
            "INSERT INTO account_balance (account_uuid, asset, balance, frozen) VALUES", "(?,?,?,?)",
            "AS new ON DUPLICATE KEY UPDATE balance = new.balance, frozen = new.frozen", (statement, first, row) -> {
                int index = AccountKey.bind(statement, first, row.key());
                statement.setBigDecimal(index, row.balance().balance());
                statement.setBigDecimal(index + 1, row.balance().frozen());
                return index + 2;
            });

    /** @param key account and asset */
    record Row(AccountKey key, Balance balance) {}

    /** Reads balances, by account and asset. */
    Map<String, Map<String, Balance>> readInTx(Connection connection, List<AccountKey> sortedKeys) throws SQLException {
        Map<String, Map<String, Balance>> balances = new HashMap<>();
        reads.executeInTx(connection, sortedKeys,
                row -> balances.computeIfAbsent(row.getString(1), account -> new HashMap<>())
                        .put(row.getString(2), new Balance(row.getBigDecimal(3), row.getBigDecimal(4))));
        return balances;
    }

    void writeInTx(Connection connection, List<Row> sortedRows) throws SQLException {
        writes.executeInTx(connection, sortedRows);
    }
}
