package dev.accountrisk.engine.check;

import dev.accountrisk.account.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Compares a topic's rows with records that were applied to them.
 *
 * @param <E> what a valid record of the topic becomes
 */
@FunctionalInterface
public interface AppliedCheck<E extends Entry> {
    /** Compares rows with the last applied records of each partition, which were read before the snapshot. */
    void checkInTx(Connection connection, List<E> applied, FindingCollector findings) throws SQLException;
}
