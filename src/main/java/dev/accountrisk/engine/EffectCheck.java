package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks for the effects of records in the tables. */
@FunctionalInterface
public interface EffectCheck<E extends Entry> {
    /** Looks for the effect of each entry and reports each that is missing or different. */
    void checkInTx(Connection connection, List<E> entries, Findings findings) throws SQLException;

    /** Takes the differences that the check finds. */
    @FunctionalInterface
    interface Findings {
        /**
         * Reports one difference.
         *
         * @param key  the row's key, its parts separated by a space
         * @param what the difference in a few words
         */
        void differs(String table, String key, String what);
    }
}
