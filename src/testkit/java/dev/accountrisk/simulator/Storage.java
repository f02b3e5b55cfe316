package dev.accountrisk.simulator;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows, and who has locked them. A transaction sees what is committed and what it changed itself; a lock is exclusive, belongs
 * to a key whether there is a row or not, and is held to the end. Who waits in a circle is rolled back.
 */
final class Storage {
    static final int DEADLOCK = 1213;
    static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Map<String, Map<String, @Nullable Object[]>> committed = new HashMap<>();
    private final Map<String, Transaction> owners = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();

    /** The committed rows of a table in the order of their keys. */
    List<@Nullable Object[]> rows(String table) {
        return new ArrayList<>(committed.getOrDefault(table, Map.of()).values());
    }

    /** The next number of a counted column; a number is used up even if the transaction is rolled back. */
    long next(String table) {
        return counters.merge(table, 1L, Long::sum);
    }

    @Nullable
    Object @Nullable [] visible(Transaction transaction, String table, String key) {
        Transaction.Change change = transaction.changes().get(name(table, key));
        return change != null ? change.row() : committed.getOrDefault(table, Map.of()).get(key);
    }

    /** The keys of a table that a transaction sees or has changed, in their order. */
    List<String> visibleKeys(Transaction transaction, String table) {
        TreeSet<String> keys = new TreeSet<>(committed.getOrDefault(table, Map.of()).keySet());
        transaction.changes()
                .values()
                .stream()
                .filter(change -> change.table().equals(table))
                .forEach(change -> keys.add(change.key()));
        return List.copyOf(keys);
    }

    /** Whether there is a row to lock: one that is visible, or one that another transaction has not committed yet. */
    boolean isThere(Transaction transaction, String table, String key) {
        if (visible(transaction, table, key) != null) {
            return true;
        }
        Transaction owner = owners.get(name(table, key));
        return owner != null && visible(owner, table, key) != null;
    }

    void put(Transaction transaction, String table, String key, @Nullable Object @Nullable [] row) {
        transaction.changes().put(name(table, key), new Transaction.Change(table, key, row));
    }

    /** Whether the lock was not held before. */
    boolean lock(Transaction transaction, String table, String key, Turns turns) throws SQLException {
        String name = name(table, key);
        Transaction owner = owners.get(name);
        if (owner == transaction) {
            return false;
        }
        while (owner != null) {
            if (waitsFor(owner, transaction)) {
                rollBack(transaction);
                throw new SQLException("Deadlock found", "40001", DEADLOCK);
            }
            transaction.waitsFor(owner);
            boolean inTime = turns.await(() -> !owners.containsKey(name));
            transaction.waitsFor(null);
            if (!inTime) {
                throw new SQLException("Lock wait timeout exceeded", "40001", LOCK_WAIT_TIMEOUT);
            }
            owner = owners.get(name);
        }
        owners.put(name, transaction);
        transaction.locks().add(name);
        return true;
    }

    private static boolean waitsFor(Transaction one, Transaction other) {
        for (Transaction next = one; next != null; next = next.waitsFor()) {
            if (next == other) {
                return true;
            }
        }
        return false;
    }

    void unlock(Transaction transaction, String table, String key) {
        String name = name(table, key);
        owners.remove(name, transaction);
        transaction.locks().remove(name);
    }

    void commit(Transaction transaction) {
        for (Transaction.Change change : transaction.changes().values()) {
            Map<String, @Nullable Object[]> rows = committed
                    .computeIfAbsent(change.table(), any -> new TreeMap<>());
            if (change.row() == null) {
                rows.remove(change.key());
            } else {
                rows.put(change.key(), change.row());
            }
        }
        rollBack(transaction);
    }

    void rollBack(Transaction transaction) {
        transaction.changes().clear();
        transaction.locks().forEach(owners::remove);
        transaction.locks().clear();
    }

    private static String name(String table, String key) {
        return table + '\0' + key;
    }
}
