package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a topic does with the slices of one partition, and what it remembers from one to the next. Belongs to one thread at a
 * time.
 */
public interface SliceStep<E extends Entry> extends AutoCloseable {
    /** The longest prefix of a slice that one transaction may take: usually all of it. */
    default Slice<E> firstTransaction(Slice<E> slice) {
        return slice;
    }

    /** An empty buffer for records that are to become a slice. It keeps of a record what the step needs. */
    default RecordBuffer<E> newBuffer() {
        return RecordBuffer.whole();
    }

    /** Forgets everything that was remembered of earlier slices: the rows may have changed since. */
    default void forget() {}

    /** Sorts and groups the records of a slice. Touches nothing outside. */
    Plan plan(Slice<E> slice);

    /** Gives back what the step shares with the steps of other partitions. */
    @Override
    default void close() {}

    /** A slice that is ready to be applied, once or again. */
    interface Plan {
        /** The accounts to lock before the transaction begins, sorted. */
        List<String> accountsToLock();

        /**
         * Reads, decides and writes.
         *
         * @param trust whether remembered rows may be used and rows may be left unlocked. After a try that was rolled back
         *              they may not
         */
        OutcomeCounts applyInTx(Connection connection, Trust trust) throws SQLException;

        /** Remembers the outcome. Called once the transaction is committed. */
        default void committed() {}
    }

    /** How far a plan may rely on what it did not lock. */
    enum Trust {
        /** Remembered rows may be used, and a row may be written on the condition that it is unchanged. */
        OPTIMISTIC,
        /** Every row is locked before it is read, and every known id is looked up. */
        LOCK_AND_LOOK
    }
}
