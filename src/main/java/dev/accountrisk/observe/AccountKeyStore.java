package dev.accountrisk.observe;

import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.mapping.key.SeenKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table {@code account_key}: the newest key of each account, whichever worker saw it. Each transaction locks rows in the order
 * of their keys and once only, so that two workers with the same accounts do not wait for each other.
 */
final class AccountKeyStore {
    private final KeyedSelect<String> reads = new KeyedSelect<>(
            "SELECT account_uuid, key_hash, partition_no FROM account_key WHERE topic = ? AND account_uuid IN (", "?",
            ")", RowBinder.STRING);
    private final MultiRowInsert<Row> additions = insert(
            "ON DUPLICATE KEY UPDATE account_uuid = account_key.account_uuid");
    private final MultiRowInsert<Row> changes = insert(
            "AS new ON DUPLICATE KEY UPDATE key_hash = new.key_hash, partition_no = new.partition_no");
    private final Transactions transactions;

    AccountKeyStore(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Row(String topic, SeenKey key) {}

    private static MultiRowInsert<Row> insert(String tail) {
        return new MultiRowInsert<>("INSERT INTO account_key (topic, account_uuid, key_hash, partition_no) VALUES",
                "(?,?,?,?)", tail, (statement, index, row) -> {
                    statement.setString(index, row.topic());
                    statement.setString(index + 1, row.key().account());
                    statement.setInt(index + 2, row.key().hash());
                    statement.setInt(index + 3, row.key().partition());
                    return index + 4;
                });
    }

    /**
     * Stores keys. Of two workers that add an account at once, the second one finds the key of the first.
     *
     * @param topic the setting of the topic, such as {@code risk-updates}
     * @param keys  by account
     * @return the stored keys that were others, by account
     */
    Map<String, SeenKey> replace(String topic, SortedMap<String, SeenKey> keys) throws SQLException {
        Map<String, SeenKey> stored = transactions.runRepeatable(connection -> addInTx(connection, topic, keys));
        List<Row> changed = new ArrayList<>();
        keys.forEach((account, now) -> {
            SeenKey before = stored.get(account);
            if (before != null && now.differsFrom(before)) {
                changed.add(new Row(topic, now));
            } else {
                stored.remove(account);
            }
        });
        if (!changed.isEmpty()) {
            transactions.runRepeatable(connection -> changes.executeInTx(connection, changed));
        }
        return stored;
    }

    /** Adds the accounts that are not there, and reads what is stored of all. */
    private Map<String, SeenKey> addInTx(Connection connection, String topic, SortedMap<String, SeenKey> keys)
            throws SQLException {
        Map<String, SeenKey> stored = new HashMap<>();
        readInTx(connection, topic, List.copyOf(keys.keySet()), stored);
        SortedMap<String, SeenKey> missing = new TreeMap<>(keys);
        missing.keySet().removeAll(stored.keySet());
        if (!missing.isEmpty()) {
            additions.executeInTx(connection, missing.values().stream().map(key -> new Row(topic, key)).toList());
            readInTx(connection, topic, List.copyOf(missing.keySet()), stored);
        }
        return stored;
    }

    private void readInTx(Connection connection, String topic, List<String> accounts, Map<String, SeenKey> into)
            throws SQLException {
        reads.executeInTx(connection, statement -> {
            statement.setString(1, topic);
            return 2;
        }, accounts, row -> into.put(row.getString(1), new SeenKey(row.getString(1), row.getInt(2), row.getInt(3))));
    }
}
