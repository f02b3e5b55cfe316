package dev.accountrisk.broken;

import dev.accountrisk.engine.AccountLocks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Locks outside of the database that really exclude, as long as they are held. Taken in the order of the accounts. */
final class OutsideLocks implements AccountLocks {
    private static final ThreadLocal<Held> OF_THIS_THREAD = ThreadLocal.withInitial(() -> NOTHING_HELD);

    private final Map<String, Semaphore> locks = new ConcurrentHashMap<>();

    @Override
    public Held acquire(List<String> accounts) {
        List<Semaphore> mine = accounts.stream()
                .map(account -> locks.computeIfAbsent(account, any -> new Semaphore(1)))
                .toList();
        mine.forEach(Semaphore::acquireUninterruptibly);
        AtomicBoolean held = new AtomicBoolean(true);
        Held release = () -> {
            if (held.getAndSet(false)) {
                mine.forEach(Semaphore::release);
            }
        };
        OF_THIS_THREAD.set(release);
        return release;
    }

    /** Gives back what the thread holds; its owner's own attempt to do so later changes nothing. */
    static void releaseOfThisThread() {
        OF_THIS_THREAD.get().close();
    }
}
