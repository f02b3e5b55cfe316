package dev.accountrisk.engine.release;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** How a topic releases and drops its parked records. */
public interface ReleaseStep<E extends Entry> {
    /** Whether a record that is parked for this reason holds back the later records of its account. */
    boolean holdsBack(ParkReason reason);

    /**
     * Applies the next parked records of an account, in the order in which they were parked.
     *
     * @param afterId the last record that was tried
     * @param limit   how many records to take at most
     */
    Release releaseInTx(Connection connection, String account, long afterId, int limit,
            Function<ParkedRecord, Decoded<E>> decoder) throws SQLException;

    /**
     * What a release of the first parked records of an account would do now. Locks nothing and writes nothing.
     *
     * @param limit    how many records to look at, at most
     * @param foreseen what accounts that were looked at before would take from this one; gets what this one would take
     */
    Preview previewInTx(Connection connection, String account, int limit, Function<ParkedRecord, Decoded<E>> decoder,
            ForeseenReferences foreseen) throws SQLException;

    /** Parks the next record again, because the database refuses it. */
    Release refuseInTx(Connection connection, String account, long afterId, String detail) throws SQLException;

    /**
     * Drops parked records.
     *
     * @param sortedAccounts the accounts of those records that hold their account back
     */
    Dropped dropInTx(Connection connection, List<String> sortedAccounts, List<Long> ids) throws SQLException;
}
