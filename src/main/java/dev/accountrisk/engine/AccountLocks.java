package dev.accountrisk.engine;

import java.util.List;

/**
 * Locks on accounts that keep writers of other sources from wasting work. They are for contention only: whoever does not get
 * them goes on all the same, and MySQL decides.
 */
public interface AccountLocks {
    /** What whoever holds nothing gives back. */
    Held NOTHING_HELD = () -> {};

    /** Locks nothing. */
    AccountLocks NONE = accounts -> NOTHING_HELD;

    /** The first batch is about to come: whatever takes long the first time may be done now, on another thread. */
    default void prepare() {}

    /**
     * Takes the locks of all the accounts, or gives up after a short while.
     *
     * @param accounts sorted
     * @throws IllegalStateException when a transaction is open on this thread
     */
    Held acquire(List<String> accounts);

    /** What has to be given back. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        /** Gives the locks back. Never throws: the work under them is committed, or not, whatever became of the locks. */
        @Override
        void close();
    }
}
