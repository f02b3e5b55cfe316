package dev.accountrisk.risk;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.LockOrder;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.engine.LostRaceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/**
 * The table {@code account_risk}. Every write is a compare-and-set on the row's version, so it does not matter whether the old
 * row was read under a lock, without one, or by an earlier transaction of this worker.
 *
 * <p>The two statements differ in what they do to a row that is not as expected. Both make it visible in the sum of counts,
 * whatever the driver's flags: a new row counts 1, a changed row 2, an unchanged row 0 or 1. An update that matches counts 2,
 * and one that does not match leaves the row unchanged. An insert that meets a row changes it, and counts 2.
 */
final class RiskStore {
    private static final String COLUMNS = "account_uuid, risk, level, occurred_at, sequence, last_event_id, version, entries";

    private static final String INSERT = "INSERT INTO account_risk (" + COLUMNS + ") VALUES";

    private static final String ROW = "(?,?,?,?,?,?,?,?)";

    private static final String MATCHES = "account_risk.version = new.version - 1";

    private final MultiRowInsert<Row> inserts = new MultiRowInsert<>(INSERT, ROW,
            "AS new ON DUPLICATE KEY UPDATE version = account_risk.version + 1", RiskStore::bind);

    // assignments run from left to right and see earlier changes, so the version, which guards the others, comes last
    private final MultiRowInsert<Row> updates = new MultiRowInsert<>(INSERT, ROW,
            "AS new ON DUPLICATE KEY UPDATE " + guarded("risk") + guarded("level") + guarded("occurred_at")
                    + guarded("sequence")
                    + guarded("last_event_id") + guarded("entries") + "update_time = IF(" + MATCHES
                    + ", CURRENT_TIMESTAMP(3), account_risk.update_time), version = IF(" + MATCHES
                    + ", new.version, account_risk.version)",
            RiskStore::bind);

    private final KeyedSelect<String> reads = reads("");

    private final KeyedSelect<String> lockingReads = reads(" FOR UPDATE");

    /** A row to write. Its version is one more than that of the row that it replaces, or 1 if there is none. */
    record Row(String accountUuid, RiskState state) {}

    /** Reads the rows of accounts into a map. */
    void readInTx(Connection connection, List<String> sortedAccounts, boolean lock, Map<String, RiskState> into)
            throws SQLException {
        LockOrder.require(sortedAccounts);
        (lock ? lockingReads : reads).executeInTx(connection, sortedAccounts,
                row -> into.put(row.getString(1), state(row)));
    }

    /**
     * Inserts the rows of accounts that have none.
     *
     * @throws LostRaceException if one of these accounts has a row by now
     */
    void insertInTx(Connection connection, List<Row> sortedRows) throws SQLException {
        LockOrder.require(sortedRows, Row::accountUuid);
        expect(sortedRows.size(), inserts.executeInTx(connection, sortedRows));
    }

    /**
     * Replaces rows whose version is still the expected one.
     *
     * @throws LostRaceException if one of these rows has another version by now
     */
    void updateInTx(Connection connection, List<Row> sortedRows) throws SQLException {
        LockOrder.require(sortedRows, Row::accountUuid);
        expect(2L * sortedRows.size(), updates.executeInTx(connection, sortedRows));
    }

    private static void expect(long expected, long counted) {
        if (counted != expected) {
            throw new LostRaceException("account_risk", expected, counted);
        }
    }

    private static String guarded(String column) {
        return column + " = IF(" + MATCHES + ", new." + column + ", account_risk." + column + "), ";
    }

    private static KeyedSelect<String> reads(String lock) {
        return new KeyedSelect<>(
                "SELECT " + COLUMNS + " FROM account_risk FORCE INDEX (PRIMARY) WHERE account_uuid IN (", "?",
                ")" + lock,
                RowBinder.STRING);
    }

    private static RiskState state(ResultSet row) throws SQLException {
        long sequence = row.getLong(5);
        boolean noSequence = row.wasNull();
        return new RiskState(row.getDouble(2), RiskLevel.valueOf(row.getString(3)), row.getLong(4),
                noSequence ? RiskUpdate.NO_SEQUENCE : sequence, row.getString(6), row.getLong(7), row.getLong(8));
    }

    private static int bind(PreparedStatement statement, int first, Row row) throws SQLException {
        RiskState state = row.state();
        int index = first;
        statement.setString(index++, row.accountUuid());
        statement.setDouble(index++, state.risk());
        statement.setString(index++, state.level().name());
        statement.setLong(index++, state.occurredAtMillis());
        if (state.sequence() == RiskUpdate.NO_SEQUENCE) {
            statement.setNull(index++, Types.BIGINT);
        } else {
            statement.setLong(index++, state.sequence());
        }
        statement.setString(index++, state.lastEventId());
        statement.setLong(index++, state.version());
        statement.setLong(index++, state.entries());
        return index;
    }
}
