package dev.accountrisk.risk.check;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.engine.check.AppliedCheck;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows of risk with the last {@code SET}s that were applied. Rows are read after the records, and only become newer: a
 * row that is older than a record that was applied to it is wrong at any time. A row that has the time and id of a record, and
 * no additions, has its risk.
 */
final class AppliedSetCheck implements AppliedCheck<RiskUpdate> {
    private static final KeyedSelect<String> ROWS = new KeyedSelect<>(
            "SELECT account_uuid, risk, occurred_at, sequence, last_event_id, entries FROM account_risk"
                    + " WHERE account_uuid IN (",
            "?", ")", RowBinder.STRING);

    private final RiskOrder order;
    private final PolicyHistory policies;

    AppliedSetCheck(RiskOrder order, PolicyHistory policies) {
        this.order = order;
        this.policies = policies;
    }

    @Override
    public void checkInTx(Connection connection, List<RiskUpdate> applied, FindingCollector findings)
            throws SQLException {
        Map<String, RiskUpdate> latest = new TreeMap<>();
        for (RiskUpdate update : applied) {
            if (update.type() == RiskUpdate.Type.SET) {
                latest.merge(update.accountUuid(), update,
                        (earlier, later) -> order.compare(later, earlier) > 0 ? later : earlier);
            }
        }
        Map<String, RiskState> rows = rowsInTx(connection, List.copyOf(latest.keySet()));
        for (RiskUpdate set : latest.values()) {
            Finding finding = check(set, rows.get(set.accountUuid()));
            if (finding != null) {
                findings.add(finding);
            }
        }
    }

    private @Nullable Finding check(RiskUpdate set, @Nullable RiskState row) {
        if (row == null) {
            return Finding.of(DriftKind.RISK, set.accountUuid(), "row", "one, for " + set.eventId() + " was applied",
                    "none");
        }
        int age = order.compare(set, row);
        if (age > 0) {
            return Finding.of(DriftKind.RISK, set.accountUuid(), "last event", "none before " + set.eventId(),
                    row.lastEventId());
        }
        boolean asItCame = row.risk() == set.risk() || policies.cappedBy(set.risk()).contains(row.risk());
        return age == 0 && row.entries() == 0 && !asItCame
                ? Finding.of(DriftKind.RISK, set.accountUuid(), "risk", policies.current().capped(set.risk()),
                        row.risk())
                : null;
    }

    private static Map<String, RiskState> rowsInTx(Connection connection, List<String> accounts) throws SQLException {
        Map<String, RiskState> rows = new HashMap<>();
        ROWS.executeInTx(connection, accounts, row -> rows.put(row.getString(1), state(row)));
        return rows;
    }

    private static RiskState state(ResultSet row) throws SQLException {
        long sequence = row.getLong(4);
        return new RiskState(row.getDouble(2), RiskLevel.LOW, row.getLong(3),
                row.wasNull() ? RiskUpdate.NO_SEQUENCE : sequence, row.getString(5), 0, row.getLong(6));
    }
}
