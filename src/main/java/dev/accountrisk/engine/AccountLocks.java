package dev.accountrisk.engine;

import java.util.List;

/**
 * Locks on accounts that keep writers of other sources from wasting work. They are for contention only: a writer that does not
 * get them continues without them, and MySQL decides.
 */
public interface AccountLocks {
    /** The handle of a caller that acquired nothing. */
    Held NOTHING_HELD = () -> {};

    /** Locks nothing. */
    AccountLocks NONE = accounts -> NOTHING_HELD;

    /** Does, on another thread, whatever takes long the first time. Called before the first batch. */
    default void prepare() {}

    /**
     * Takes the locks of all accounts, or gives up after a short while.
     *
     * @param accounts sorted
     * @throws IllegalStateException if a transaction is open on this thread
     */
    Held acquire(List<String> accounts);

    /** The locks that a caller holds and must release. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        /** Releases the locks. Never throws, because the work under them does not depend on them. */
        @Override
        void close();
    }
}
