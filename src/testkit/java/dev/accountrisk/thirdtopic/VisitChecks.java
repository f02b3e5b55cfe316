package dev.accountrisk.thirdtopic;

import dev.accountrisk.database.RangeSelect;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.AppliedCheck;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The checks of visits: each took effect once. */
final class VisitChecks implements AccountChecks<Visit> {
    private static final RangeSelect NO_JOURNAL = new RangeSelect(
            "SELECT account_uuid, 0 FROM account_visit WHERE account_uuid BETWEEN ? AND ?");

    private static final RangeSelect REPEATED = new RangeSelect(
            "SELECT account_uuid, visit_id, effects FROM account_visit WHERE effects <> 1"
                    + " AND account_uuid BETWEEN ? AND ?");

    @Override
    public List<String> accountTables() {
        return List.of(VisitStore.TABLE);
    }

    @Override
    public RangeSelect journalRows() {
        return NO_JOURNAL;
    }

    @Override
    public void checkInTx(Connection connection, List<String> accounts, long overdueBeforeMillis,
            FindingCollector findings)
            throws SQLException {
        REPEATED.executeInTx(connection, accounts, row -> findings.add(
                Finding.of(DriftKind.JOURNAL, row.getString(1), row.getString(2), 1, row.getInt(3))));
    }

    @Override
    public Optional<String> policy() {
        return Optional.empty();
    }

    @Override
    public Optional<AppliedCheck<Visit>> appliedCheck() {
        return Optional.empty();
    }
}
