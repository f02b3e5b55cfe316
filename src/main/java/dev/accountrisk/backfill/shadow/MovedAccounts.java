package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.backfill.plan.Shard;
import dev.accountrisk.backfill.plan.UnknownOrderException;
import dev.accountrisk.database.Statements;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the accounts whose records of one topic are in several partitions, as after the number of partitions grew. */
final class MovedAccounts {
    private final Transactions live;
    private final String liveSchema;
    private final Engines engines;
    private final List<Topic<?>> topics;
    private final Shard shard;
    private volatile Set<Source> sources = Set.of();
    private volatile Map<String, Set<String>> byTopic = Map.of();

    MovedAccounts(Transactions live, String liveSchema, Engines engines, List<Topic<?>> topics, Shard shard) {
        this.live = live;
        this.liveSchema = liveSchema;
        this.engines = engines;
        this.topics = topics;
        this.shard = shard;
    }

    /**
     * What was found last, by topic. Leaves out topics that have one partition, and topics that have no row in the journal: the
     * order of their records decides nothing.
     */
    Map<String, Set<String>> byTopic() {
        return byTopic;
    }

    /**
     * Finds the accounts. They become more while keys move, so they are looked for again whenever more is replayed.
     *
     * @param ranges of all partitions that are replayed
     * @throws RefusedException if nobody can know the order of an account's records, or if shards would wait for each other
     */
    void find(List<Range> ranges) throws SQLException, RefusedException {
        Set<Source> all = Plan.sources(ranges);
        Map<String, Set<String>> found = new HashMap<>();
        for (Topic<?> topic : topics) {
            List<Source> partitions = all.stream()
                    .filter(source -> source.topic().equals(topic.name()))
                    .toList();
            if (partitions.size() > 1 && live.runRepeatable(connection -> isInJournalInTx(connection, topic.name()))) {
                found.put(topic.name(), of(topic, partitions.getFirst().topicId()));
            }
        }
        sources = all;
        byTopic = Map.copyOf(found);
    }

    /** Whose key moved to a partition that was added this moment is not known, and to find it out would hold the workers for long. */
    void requireFoundIn(List<Range> ranges) throws RefusedException {
        for (Source source : Plan.sources(ranges)) {
            if (!sources.contains(source)) {
                throw new RefusedException("--mode", source + " was added while the tables were about to be swapped:"
                        + " nothing was swapped; run it again");
            }
        }
    }

    private boolean isInJournalInTx(Connection connection, String topic) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement(
                        "SELECT 1 FROM " + Tables.in(liveSchema, Tables.JOURNAL) + " WHERE source_topic = ? LIMIT 1")) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private Set<String> of(Topic<?> topic, String topicId) throws SQLException, RefusedException {
        Predicate<ParkReason> holdsBack = engines.releases(topic)::holdsBack;
        Optional<String> parked = live
                .runRepeatable(connection -> parkedInTx(connection, topic.name(), topicId, holdsBack));
        if (parked.isPresent()) {
            throw new UnknownOrderException(topic.name(), parked.get(), "one of them was parked");
        }
        Set<String> accounts = live.runRepeatable(connection -> movedInTx(connection, topic.name()));
        if (!accounts.isEmpty() && shard.count() > 1) {
            throw new RefusedException("--shard", accounts.size() + " accounts, such as "
                    + accounts.iterator().next() + ", have records in several partitions of " + topic.name()
                    + ": one process must replay them all");
        }
        return accounts;
    }

    /** The accounts of a topic that have journal rows of several partitions. */
    private Set<String> movedInTx(Connection connection, String topic) throws SQLException {
        Set<String> moved = new HashSet<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT account_uuid FROM " + Tables.in(liveSchema, Tables.JOURNAL)
                        + " WHERE source_topic = ? GROUP BY account_uuid HAVING MIN(source_partition) < MAX(source_partition)")) {
            statement.setString(1, topic);
            Statements.streamRows(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    moved.add(row.getString(1));
                }
            }
        }
        return moved;
    }

    /**
     * An account of which a record was parked and one of another partition was decided: nobody knows which came first.
     *
     * @param holdsBack which parked records hold back later ones of their account
     */
    private Optional<String> parkedInTx(Connection connection, String topic, String topicId,
            Predicate<ParkReason> holdsBack) throws SQLException {
        String sql = "SELECT account_uuid, reason FROM " + Tables.in(liveSchema, Tables.PARKED)
                + " parked WHERE source_topic = ? AND source_topic_id = ? AND EXISTS (SELECT 1 FROM "
                + Tables.in(liveSchema, Tables.JOURNAL) + " entry WHERE entry.account_uuid = parked.account_uuid"
                + " AND entry.source_topic = parked.source_topic"
                + " AND entry.source_partition <> parked.source_partition)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.setString(2, topicId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (holdsBack.test(ParkReason.valueOf(row.getString(2)))) {
                        return Optional.of(row.getString(1));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
