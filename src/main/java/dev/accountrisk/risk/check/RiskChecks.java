package dev.accountrisk.risk.check;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.RangeSelect;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.AppliedCheck;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.engine.check.FindingCollector;
import dev.accountrisk.journal.JournalVersions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of the rows that risk updates fill. */
public final class RiskChecks implements AccountChecks<RiskUpdate> {
    private static final RangeSelect JOURNAL_ROWS = new RangeSelect(
            "SELECT account_uuid, entries FROM account_risk WHERE account_uuid BETWEEN ? AND ?");

    private static final RangeSelect ROWS = new RangeSelect(
            "SELECT account_uuid, risk, level, occurred_at, entries FROM account_risk"
                    + " WHERE account_uuid BETWEEN ? AND ?");

    private static final RangeSelect ADDITIONS = JournalVersions.select("kind = 'ADD'");

    private final RiskOrder order;
    private final PolicyHistory policies;
    private final RiskCheck check;

    /** @param policy the one in force */
    public RiskChecks(String topic, RiskOrder order, RiskPolicy policy, CheckContext context) {
        this.order = order;
        this.policies = PolicyHistory.of(policy, context.policies());
        this.check = new RiskCheck(topic, context.runId(), policies);
    }

    @Override
    public List<String> accountTables() {
        return List.of("account_risk");
    }

    @Override
    public RangeSelect journalRows() {
        return JOURNAL_ROWS;
    }

    @Override
    public void checkInTx(Connection connection, List<String> accounts, long overdueBeforeMillis,
            FindingCollector findings)
            throws SQLException {
        Map<String, RiskRow> rows = new HashMap<>();
        ROWS.executeInTx(connection, accounts, row -> rows.put(row.getString(1), new RiskRow(row.getDouble(2),
                RiskLevel.valueOf(row.getString(3)), row.getLong(4), row.getLong(5))));
        Map<String, JournalVersions> additions = new HashMap<>();
        ADDITIONS.executeInTx(connection, accounts, row -> additions.put(row.getString(1), JournalVersions.read(row)));
        for (String account : accounts) {
            check.check(account, rows.get(account), additions.getOrDefault(account, JournalVersions.NONE), findings);
        }
    }

    @Override
    public Optional<String> policy() {
        return Optional.of(PolicyText.of(policies.current()));
    }

    @Override
    public Optional<AppliedCheck<RiskUpdate>> appliedCheck() {
        return Optional.of(new AppliedSetCheck(order, policies));
    }
}
