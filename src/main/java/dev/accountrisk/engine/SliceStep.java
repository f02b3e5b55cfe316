package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a topic does with the slices of one partition, and what it remembers from one to the next. Belongs to one thread at a
 * time.
 */
public interface SliceStep<E extends Entry> extends AutoCloseable {
    /** The longest prefix of a slice that one transaction may take, usually the whole slice. */
    default Slice<E> firstTransaction(Slice<E> slice) {
        return slice;
    }

    /** An empty buffer for records that will become a slice. It keeps what the step needs of each record. */
    default RecordBuffer<E> newBuffer() {
        return RecordBuffer.whole();
    }

    /** Forgets everything remembered from earlier slices, because the rows may have changed since. */
    default void forget() {}

    /** Sorts and groups the records of a slice. Changes nothing else. */
    Plan plan(Slice<E> slice);

    /**
     * Reads, decides and writes in one transaction, with one statement for each table.
     *
     * @param plans made by this step, or by the steps of other partitions of this topic; sorted by partition, and no two of them
     *              touch the same
     * @param trust whether remembered rows may be used and rows may stay unlocked. After an attempt that was rolled back they may
     *              not
     * @return the outcomes of each plan, in the order of the plans
     */
    List<OutcomeCounts> applyInTx(Connection connection, List<? extends Plan> plans, Trust trust) throws SQLException;

    /** Releases what the step shares with the steps of other partitions. */
    @Override
    default void close() {}

    /** A slice that is ready to be applied, once or again. */
    interface Plan {
        /** The accounts to lock before the transaction begins, sorted. */
        List<String> accountsToLock();

        /** What no other slice of the same transaction may touch: its accounts, and the external references that it wants. */
        default Set<String> touched() {
            Set<String> accounts = new HashSet<>();
            visitAccounts((account, _, _) -> accounts.add(account));
            return accounts;
        }

        /** Remembers the outcome. Called after the transaction is committed. */
        default void committed() {}

        /** Passes each account of the slice to a visitor. */
        default void visitAccounts(AccountVisitor visitor) {}
    }

    /** Gets the accounts of a slice, one after another. */
    @FunctionalInterface
    interface AccountVisitor {
        /**
         * One account.
         *
         * @param records how many records the slice has for it
         * @param refused how many of them are refused by the newest decision
         */
        void account(String accountUuid, int records, int refused);
    }

    /** How far a plan may rely on rows that it did not lock. */
    enum Trust {
        /** Remembered rows may be used, and a row may be written on the condition that it is unchanged. */
        OPTIMISTIC,
        /** Every row is locked before it is read, and every id is looked up. */
        LOCK_AND_LOOK
    }
}
