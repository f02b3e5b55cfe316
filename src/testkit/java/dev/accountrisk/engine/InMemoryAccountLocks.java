package dev.accountrisk.engine;

import dev.accountrisk.database.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** A twin of the locks in Redis that really excludes, taken in the order of the accounts. */
final class InMemoryAccountLocks implements AccountLocks {
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    @Override
    public Held acquire(List<String> accounts) {
        Transactions.requireNoneOpen();
        Deque<ReentrantLock> held = new ArrayDeque<>();
        for (String account : accounts) {
            ReentrantLock lock = locks.computeIfAbsent(account, id -> new ReentrantLock());
            lock.lock();
            held.push(lock);
        }
        return () -> held.forEach(ReentrantLock::unlock);
    }
}
