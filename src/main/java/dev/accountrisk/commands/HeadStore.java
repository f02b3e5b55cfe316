package dev.accountrisk.commands;

import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.LockOrder;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.database.RowBinder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table {@code account_head}: the row that commands of an account lock before they read anything else of it. A missing row is
 * created first, by an insert that changes nothing if the row exists by now. It takes the exclusive lock either way, whereas a
 * select for update of a missing row locks nothing.
 */
final class HeadStore {
    private final KeyedSelect<String> lockingReads = select(" FOR UPDATE");
    private final KeyedSelect<String> reads = select("");

    private final MultiRowInsert<String> ensures = new MultiRowInsert<>(
            "INSERT INTO account_head (account_uuid, version) VALUES",
            "(?,0)", "ON DUPLICATE KEY UPDATE account_uuid = account_head.account_uuid",
            RowBinder.STRING);

    private final MultiRowInsert<Row> writes = new MultiRowInsert<>(
            "INSERT INTO account_head (account_uuid, version, held_back) VALUES", "(?,?,?)",
            "AS new ON DUPLICATE KEY UPDATE version = new.version, held_back = new.held_back",
            (statement, index, row) -> {
                statement.setString(index, row.accountUuid());
                statement.setLong(index + 1, row.head().version());
                statement.setBoolean(index + 2, row.head().heldBack());
                return index + 3;
            });

    /** @param version how many commands were decided */
    record Head(long version, boolean heldBack) {}

    record Row(String accountUuid, Head head) {}

    /** Locks the rows of all accounts, and creates those that are missing. */
    Map<String, Head> lockInTx(Connection connection, List<String> sortedAccounts) throws SQLException {
        LockOrder.require(sortedAccounts);
        Map<String, Head> heads = new HashMap<>();
        readInTx(lockingReads, connection, sortedAccounts, heads);
        List<String> missing = new ArrayList<>(sortedAccounts);
        missing.removeIf(heads::containsKey);
        if (!missing.isEmpty()) {
            ensures.executeInTx(connection, missing);
            readInTx(lockingReads, connection, missing, heads);
        }
        return heads;
    }

    /** Reads the rows that are there, and locks none. */
    Map<String, Head> readInTx(Connection connection, List<String> sortedAccounts) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        readInTx(reads, connection, sortedAccounts, heads);
        return heads;
    }

    private static KeyedSelect<String> select(String lock) {
        return new KeyedSelect<>(
                "SELECT account_uuid, version, held_back FROM account_head FORCE INDEX (PRIMARY) WHERE account_uuid IN (",
                "?", ")" + lock, RowBinder.STRING);
    }

    private static void readInTx(KeyedSelect<String> select, Connection connection, List<String> sortedAccounts,
            Map<String, Head> into) throws SQLException {
        select.executeInTx(connection, sortedAccounts,
                row -> into.put(row.getString(1), new Head(row.getLong(2), row.getBoolean(3))));
    }

    /** Writes rows that are locked. */
    void writeInTx(Connection connection, List<Row> sortedRows) throws SQLException {
        writes.executeInTx(connection, sortedRows);
    }
}
