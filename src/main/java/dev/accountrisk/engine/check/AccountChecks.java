package dev.accountrisk.engine.check;

import dev.accountrisk.account.Entry;
import dev.accountrisk.database.RangeSelect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The search for rows of a topic's tables that contradict each other, the journal or the policy in force. Each feature room
 * implements it once; it is opened for one run.
 *
 * @param <E> what a valid record of the topic becomes
 */
public interface AccountChecks<E extends Entry> {
    /** The tables that have rows by {@code account_uuid} and that this topic alone fills. */
    List<String> accountTables();

    /** Selects account and number of the journal's rows, as the topic's own rows count them. */
    RangeSelect journalRows();

    /**
     * Checks some accounts. All it reads it reads in the caller's snapshot.
     *
     * @param accounts            sorted; no table has another account between the first and the last
     * @param overdueBeforeMillis what is due since an earlier time, and has not come, is overdue
     */
    void checkInTx(Connection connection, List<String> accounts, long overdueBeforeMillis, FindingCollector findings)
            throws SQLException;

    /** The policy that rows are checked by, as a run records it. One topic at most has one. */
    Optional<String> policy();

    /** Compares rows with the last records that were applied, if the topic's records allow that. */
    Optional<AppliedCheck<E>> appliedCheck();
}
