package dev.accountrisk.reconcile;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.check.AppliedCheck;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import dev.accountrisk.engine.check.Repair;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows with the last records that were applied to them, where a topic has a check for that. Rows are read after the
 * records, and only become newer: a row that is older than a record that was applied to it is wrong at any time.
 */
final class TailCheck {
    private final int sampleRecords;
    private final TopicLogs logs;
    private final LogReaders readers;
    private final Transactions transactions;

    /** @param sampleRecords how many records of each partition are read */
    TailCheck(int sampleRecords, TopicLogs logs, LogReaders readers, Transactions transactions) {
        this.sampleRecords = sampleRecords;
        this.logs = logs;
        this.readers = readers;
        this.transactions = transactions;
    }

    /** Finds what no record puts right. */
    private record Collector(List<Finding> found) implements FindingCollector {
        @Override
        public void add(Finding finding, @Nullable Repair repair) {
            found.add(finding);
        }

        @Override
        public void addOutdated(@Nullable Repair repair) {
            throw new UnsupportedOperationException("applied records say nothing of policies");
        }
    }

    <E extends Entry> List<Finding> check(TopicChecks<E> checks) throws SQLException, BrokerException {
        Optional<AppliedCheck<E>> check = checks.checks().appliedCheck();
        if (sampleRecords == 0 || check.isEmpty()) {
            return List.of();
        }
        List<E> applied = readers.tail(appliedEnds(checks.topic().name()), sampleRecords, checks.topic().decoder());
        return transactions.readSnapshot(connection -> {
            Collector findings = new Collector(new ArrayList<>());
            check.get().checkInTx(connection, applied, findings);
            return findings.found();
        });
    }

    /** The offsets after the last applied records. */
    private Map<TopicPartition, Long> appliedEnds(String name) throws SQLException, BrokerException {
        TopicIdentity topic = logs.required(name);
        Map<TopicPartition, Long> applied = new HashMap<>();
        Map<TopicPartition, Long> ends = logs.ends(topic.topicPartitions());
        for (WholeCheck.Stored position : transactions.readSnapshot(WholeCheck::positionsInTx)) {
            if (position.partition().topic().equals(name) && position.topicId().equals(topic.id())) {
                applied.put(position.partition(),
                        Math.min(position.nextOffset(), ends.getOrDefault(position.partition(), 0L)));
            }
        }
        return applied;
    }
}
