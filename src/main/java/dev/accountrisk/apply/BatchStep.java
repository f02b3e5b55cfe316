package dev.accountrisk.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the engine does with the records of one kind. */
interface BatchStep<T> {
    /** The longest head of a batch that may be one transaction: usually all of it. */
    default Batch<T> head(Batch<T> batch) {
        return batch;
    }

    /** An empty buffer for records that are to become a batch: one that keeps of them what the step needs. */
    default RecordBuffer<T> buffer() {
        return RecordBuffer.whole();
    }

    /** What was remembered of earlier batches is not to be trusted any more. */
    default void forget() {}

    /** Sorts and groups the records of a batch. Touches nothing outside. */
    Plan plan(Batch<T> batch);

    /** A batch that is ready to be applied, once or again. */
    interface Plan {
        /** The accounts that are to be locked before the transaction begins, sorted. */
        List<String> accountsToLock();

        /**
         * Reads, decides and writes.
         *
         * @param again whether an earlier try was rolled back: then what was remembered is not to be trusted
         */
        OutcomeCounts applyInTx(Connection connection, boolean again) throws SQLException;

        /** The transaction is committed. */
        default void committed() {}
    }
}
