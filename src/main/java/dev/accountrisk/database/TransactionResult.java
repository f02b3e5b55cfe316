package dev.accountrisk.database;

import java.sql.SQLException;

/**
 * What is known about a transaction whose work was done.
 *
 * @param <T> what the work returned
 */
public sealed interface TransactionResult<T> {

    /** The transaction is committed. */
    record Committed<T>(T value) implements TransactionResult<T> {}

    /**
     * The commit was sent, and its answer did not arrive or was an error. The work took effect as a whole, or not at all.
     *
     * @param value   what the work returned, which counts only if it took effect
     * @param failure what the driver reported
     */
    record Unknown<T>(T value, SQLException failure) implements TransactionResult<T> {}
}
