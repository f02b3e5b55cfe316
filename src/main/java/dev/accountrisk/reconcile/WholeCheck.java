package dev.accountrisk.reconcile;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Checks what belongs to no account: positions against the log, old parked records, old outbox rows. */
final class WholeCheck {
    private static final String POSITIONS = "SELECT topic, partition_no, topic_id, next_offset FROM consumer_position"
            + " ORDER BY topic, partition_no";

    private static final String PARKED = """
            SELECT source_topic, reason, COUNT(*), TIMESTAMPDIFF(SECOND, MIN(create_time), UTC_TIMESTAMP(3))
            FROM parked_record WHERE state = 'PARKED' AND create_time < UTC_TIMESTAMP(3) - INTERVAL ? SECOND
            GROUP BY source_topic, reason ORDER BY source_topic, reason""";

    private static final String OUTBOX = """
            SELECT COUNT(*), TIMESTAMPDIFF(SECOND, MIN(create_time), UTC_TIMESTAMP(3))
            FROM outbox WHERE create_time < UTC_TIMESTAMP(3) - INTERVAL ? SECOND""";

    private final List<String> topicNames;
    private final ReconcileSettings settings;
    private final TopicLogs logs;
    private final Transactions transactions;

    WholeCheck(List<String> topicNames, ReconcileSettings settings, TopicLogs logs, Transactions transactions) {
        this.topicNames = topicNames;
        this.settings = settings;
        this.logs = logs;
        this.transactions = transactions;
    }

    record Stored(TopicPartition partition, String topicId, long nextOffset) {}

    List<Finding> check() throws SQLException, BrokerException {
        List<Finding> findings = new ArrayList<>();
        Map<String, TopicIdentity> topics = logs.required(topicNames);
        List<TopicPartition> partitions = topics.values()
                .stream()
                .flatMap(topic -> topic.topicPartitions().stream())
                .toList();
        // starts, positions and ends only grow: read in this order, none overtakes the next
        Map<TopicPartition, Long> beginnings = logs.beginnings(partitions);
        List<Stored> positions = transactions.readSnapshot(WholeCheck::positionsInTx);
        Map<TopicPartition, Long> ends = logs.ends(partitions);
        for (Stored position : positions) {
            if (topicNames.contains(position.partition().topic())) {
                check(position, beginnings.get(position.partition()), ends.get(position.partition()), topics,
                        findings);
            }
        }
        findings.addAll(
                transactions.readSnapshot(connection -> oldInTx(connection, PARKED, settings.parkedAge().toSeconds(),
                        row -> Finding.of(DriftKind.PARKED_OLD, null, row.getString(1) + " " + row.getString(2),
                                "none older than " + settings.parkedAge(),
                                row.getLong(3) + ", the oldest " + row.getLong(4) + " s"))));
        findings.addAll(
                transactions.readSnapshot(connection -> oldInTx(connection, OUTBOX, settings.outboxAge().toSeconds(),
                        row -> row.getLong(1) == 0
                                ? null
                                : Finding.of(DriftKind.OUTBOX_OLD, null, "outbox",
                                        "none older than " + settings.outboxAge(),
                                        row.getLong(1) + ", the oldest " + row.getLong(2) + " s"))));
        return findings;
    }

    private static void check(Stored position, @Nullable Long beginning, @Nullable Long end,
            Map<String, TopicIdentity> topics, List<Finding> findings) {
        String item = position.partition().toString();
        TopicIdentity topic = topics.get(position.partition().topic());
        if (beginning == null || end == null) {
            findings.add(Finding.of(DriftKind.POSITION, null, item, "a partition of the topic", "none"));
        } else if (topic == null || !position.topicId().equals(topic.id())) {
            findings.add(Finding.of(DriftKind.POSITION, null, item, "topic id " + (topic == null ? "none" : topic.id()),
                    "topic id " + position.topicId()));
        } else if (position.nextOffset() < beginning) {
            findings.add(Finding.of(DriftKind.POSITION, null, item, "at or after the log's start " + beginning,
                    position.nextOffset()));
        } else if (position.nextOffset() > end) {
            findings.add(Finding.of(DriftKind.POSITION, null, item, "at or before the log's end " + end,
                    position.nextOffset()));
        }
    }

    static List<Stored> positionsInTx(Connection connection) throws SQLException {
        List<Stored> positions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(POSITIONS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                positions.add(new Stored(new TopicPartition(row.getString(1), row.getInt(2)), row.getString(3),
                        row.getLong(4)));
            }
        }
        return positions;
    }

    @FunctionalInterface
    private interface Reader {
        @Nullable
        Finding read(ResultSet row) throws SQLException;
    }

    private static List<Finding> oldInTx(Connection connection, String query, long ageSeconds, Reader reader)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, ageSeconds);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Finding finding = reader.read(row);
                    if (finding != null) {
                        findings.add(finding);
                    }
                }
            }
        }
        return findings;
    }
}
