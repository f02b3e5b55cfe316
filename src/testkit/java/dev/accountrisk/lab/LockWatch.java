package dev.accountrisk.lab;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Asks InnoDB itself who waits for whom, so that no experiment has to guess by time.
 *
 * <p>
 * {@code performance_schema.data_lock_waits} is read live; {@code information_schema.innodb_trx} is a cache that is not
 * refreshed while somebody polls it, and would answer from the past.
 */
final class LockWatch implements AutoCloseable {
    private static final String WAITS = """
            SELECT REQUESTING_THREAD_ID, REQUESTING_ENGINE_TRANSACTION_ID, BLOCKING_ENGINE_TRANSACTION_ID
            FROM performance_schema.data_lock_waits""";

    private final Connection connection;

    LockWatch(Connection connection) {
        this.connection = connection;
    }

    /**
     * Whether the thread waits for a lock that somebody else can still release. A wait that is part of a circle does not
     * count: InnoDB is about to end it with a deadlock error.
     */
    synchronized boolean waits(long threadId) throws SQLException {
        Map<Long, Set<Long>> blockers = new HashMap<>();
        Set<Long> mine = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long requester = rows.getLong(2);
                blockers.computeIfAbsent(requester, _ -> new HashSet<>()).add(rows.getLong(3));
                if (rows.getLong(1) == threadId) {
                    mine.add(requester);
                }
            }
        }
        return !mine.isEmpty() && mine.stream().noneMatch(transaction -> leadsBack(transaction, blockers));
    }

    private static boolean leadsBack(long start, Map<Long, Set<Long>> blockers) {
        Deque<Long> open = new ArrayDeque<>(blockers.getOrDefault(start, Set.of()));
        Set<Long> seen = new HashSet<>();
        while (!open.isEmpty()) {
            long transaction = open.pop();
            if (transaction == start) {
                return true;
            }
            if (seen.add(transaction)) {
                open.addAll(blockers.getOrDefault(transaction, Set.of()));
            }
        }
        return false;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
