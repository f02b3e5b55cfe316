package dev.accountrisk.simulator;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    /** A database that lost commits comes back under the same name: only the positions report the loss. */
    static final String SERVER_UUID = "twin";

    static final int DEADLOCK = 1213;
    static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Map<String, Map<String, @Nullable Object[]>> committed = new HashMap<>();
    private final Map<String, Transaction> owners = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    /** How to undo each commit, oldest first. */
    private final Deque<Undo> undos = new ArrayDeque<>();
    private int losses;
    private int deadlocksOfPositions;
    private int sharedCommits;

    /** What the changed rows and the counters were before a commit. */
    private record Undo(List<Transaction.Change> rows, Map<String, Long> counters) {}

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
                deadlocksOfPositions += table.equals("consumer_position") ? 1 : 0;
                throw new SQLException("Deadlock found", "40001", DEADLOCK);
            }
            transaction.waitsFor(owner);
            int lossesBefore = losses;
            boolean inTime = turns.await(() -> !owners.containsKey(name));
            transaction.waitsFor(null);
            if (losses != lossesBefore) {
                throw connectionLost();
            }
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
        if (!transaction.changes().isEmpty()) {
            undos.add(new Undo(transaction.changes().values().stream().map(this::before).toList(),
                    Map.copyOf(counters)));
        }
        transaction.changes().values().forEach(this::apply);
        long positions = transaction.changes().values().stream().filter(Storage::isPosition).count();
        sharedCommits += positions > 1 ? 1 : 0;
        rollBack(transaction);
    }

    private static boolean isPosition(Transaction.Change change) {
        return change.table().equals("consumer_position");
    }

    /** How many commits moved several positions. */
    int sharedCommits() {
        return sharedCommits;
    }

    private Transaction.Change before(Transaction.Change change) {
        return new Transaction.Change(change.table(), change.key(),
                committed.getOrDefault(change.table(), Map.of()).get(change.key()));
    }

    private void apply(Transaction.Change change) {
        Map<String, @Nullable Object[]> rows = committed.computeIfAbsent(change.table(), any -> new TreeMap<>());
        if (change.row() == null) {
            rows.remove(change.key());
        } else {
            rows.put(change.key(), change.row());
        }
    }

    /**
     * Comes back without the newest commits, as after a fail-over to a replica that lagged: every connection is lost with its
     * transaction, and counted columns give their numbers a second time.
     */
    void loseNewest(int commits) {
        losses++;
        owners.values().forEach(owner -> owner.changes().clear());
        owners.clear();
        for (int lost = 0; lost < commits && !undos.isEmpty(); lost++) {
            Undo undo = undos.removeLast();
            undo.rows().forEach(this::apply);
            counters.clear();
            counters.putAll(undo.counters());
        }
    }

    /** How often commits were lost: a connection opened before the last time no longer works. */
    int losses() {
        return losses;
    }

    /** How often workers waited in a circle, and the last of them for a position. */
    int deadlocksOfPositions() {
        return deadlocksOfPositions;
    }

    static SQLException connectionLost() {
        return new SQLException("Communications link failure", "08S01");
    }

    void rollBack(Transaction transaction) {
        transaction.changes().clear();
        // a lock may be another's by now: the database has lost the transactions that were open when it lost commits
        transaction.locks().forEach(name -> owners.remove(name, transaction));
        transaction.locks().clear();
    }

    private static String name(String table, String key) {
        return table + '\0' + key;
    }
}
