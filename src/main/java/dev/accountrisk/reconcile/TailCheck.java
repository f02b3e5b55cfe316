package dev.accountrisk.reconcile;

import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.RowBinder;
import dev.accountrisk.database.Transactions;
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
 * Holds rows of risk against the last {@code SET}s that were applied. Rows are read after the records, and only become newer: a
 * row that is older than a record it has had is wrong at any time. One that stands at a record, and has no additions, has its
 * risk.
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
    private final RiskPolicy policy;

    TailCheck(ReconcileSettings.Sample sample, TopicLogs logs, AppliedSets sets, Transactions transactions,
            RiskPolicy policy) {
        this.sample = sample;
        this.logs = logs;
        this.sets = sets;
        this.transactions = transactions;
        this.policy = policy;
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
            return Finding.of(Kind.RISK, set.accountUuid(), "row", "one, for " + set.eventId() + " was applied",
                    "none");
        }
        int order = sample.order().compare(set, row);
        if (order > 0) {
            return Finding.of(Kind.RISK, set.accountUuid(), "last event", "none before " + set.eventId(),
                    row.lastEventId());
        }
        boolean asItCame = row.risk() == set.risk() || row.risk() == policy.capped(set.risk());
        return order == 0 && row.entries() == 0 && !asItCame
                ? Finding.of(Kind.RISK, set.accountUuid(), "risk", policy.capped(set.risk()), row.risk())
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
