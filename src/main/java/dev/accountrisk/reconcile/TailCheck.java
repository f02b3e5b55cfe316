package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.reconcile.check.DriftKind;
import dev.accountrisk.reconcile.check.Finding;
import dev.accountrisk.reconcile.check.PolicyHistory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows of risk with the last {@code SET}s that were applied. Rows are read after the records, and only become newer: a
 * row that is older than a record that was applied to it is wrong at any time. A row that has the time and id of a record, and
 * no additions, has its risk.
 */
final class TailCheck {
    private static final KeyedSelect<String> ROWS = new KeyedSelect<>(
            "SELECT account_uuid, risk, occurred_at, sequence, last_event_id, entries FROM account_risk"
                    + " WHERE account_uuid IN (",
            "?", ")", RowBinder.STRING);

    private final ReconcileSettings.Sample sample;
    private final TopicLogs logs;
    private final AppliedSets sets;
    private final Transactions transactions;
    private final PolicyHistory policies;

    TailCheck(ReconcileSettings.Sample sample, TopicLogs logs, AppliedSets sets, Transactions transactions,
            PolicyHistory policies) {
        this.sample = sample;
        this.logs = logs;
        this.sets = sets;
        this.transactions = transactions;
        this.policies = policies;
    }

    List<Finding> check() throws SQLException, BrokerException {
        if (sample.records() == 0) {
            return List.of();
        }
        TopicIdentity topic = logs.required(sample.topic());
        Map<TopicPartition, Long> applied = new HashMap<>();
        Map<TopicPartition, Long> ends = logs.ends(topic.topicPartitions());
        for (WholeCheck.Stored position : transactions.readSnapshot(WholeCheck::positionsInTx)) {
            if (position.partition().topic().equals(sample.topic()) && position.topicId().equals(topic.id())) {
                applied.put(position.partition(),
                        Math.min(position.nextOffset(), ends.getOrDefault(position.partition(), 0L)));
            }
        }
        Map<String, RiskUpdate> latest = new TreeMap<>();
        for (RiskUpdate set : sets.read(applied, sample.records())) {
            latest.merge(set.accountUuid(), set,
                    (earlier, later) -> sample.order().compare(later, earlier) > 0 ? later : earlier);
        }
        Map<String, RiskState> rows = transactions
                .readSnapshot(connection -> rowsInTx(connection, List.copyOf(latest.keySet())));
        List<Finding> findings = new ArrayList<>();
        for (RiskUpdate set : latest.values()) {
            Finding finding = check(set, rows.get(set.accountUuid()));
            if (finding != null) {
                findings.add(finding);
            }
        }
        return findings;
    }

    private @Nullable Finding check(RiskUpdate set, @Nullable RiskState row) {
        if (row == null) {
            return Finding.of(DriftKind.RISK, set.accountUuid(), "row", "one, for " + set.eventId() + " was applied",
                    "none");
        }
        int order = sample.order().compare(set, row);
        if (order > 0) {
            return Finding.of(DriftKind.RISK, set.accountUuid(), "last event", "none before " + set.eventId(),
                    row.lastEventId());
        }
        boolean asItCame = row.risk() == set.risk() || policies.cappedBy(set.risk()).contains(row.risk());
        return order == 0 && row.entries() == 0 && !asItCame
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
