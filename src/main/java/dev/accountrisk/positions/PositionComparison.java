package dev.accountrisk.positions;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogEnd;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.PausedPartitions;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.position.PositionStore;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Compares all positions with the logs that they belong to. */
final class PositionComparison {
    private final Transactions transactions;
    private final TopicLogs logs;
    private final LogHistory history;
    private final PositionStore store = new PositionStore();
    private final PausedPartitions paused = new PausedPartitions();

    PositionComparison(Transactions transactions, TopicLogs logs, LogHistory history) {
        this.transactions = transactions;
        this.logs = logs;
        this.history = history;
    }

    List<PositionView> all() throws SQLException, BrokerException {
        Map<Source, Position> stored = transactions.runRepeatable(store::readAllInTx);
        PausedPartitions.Snapshot pauses = transactions.runRepeatable(paused::readInTx);
        Map<String, TopicIdentity> topics = logs
                .identities(new TreeSet<>(stored.keySet().stream().map(Source::topic).toList()));
        List<TopicPartition> readable = stored.keySet()
                .stream()
                .filter(source -> {
                    TopicIdentity topic = topics.get(source.topic());
                    return topic != null && topic.has(source.partition());
                })
                .map(PositionComparison::partition)
                .toList();
        Map<TopicPartition, Long> beginnings = logs.beginnings(readable);
        Map<TopicPartition, LogEnd> ends = logs.endsInEpochs(readable);
        List<PositionView> views = new ArrayList<>();
        for (Map.Entry<Source, Position> entry : stored.entrySet()) {
            TopicPartition id = partition(entry.getKey());
            views.add(compare(entry.getKey(), entry.getValue(), topics.get(id.topic()), beginnings.get(id),
                    ends.get(id), pauses.why(id.topic(), id.partition()).orElse(null)));
        }
        return views;
    }

    private PositionView compare(Source source, Position position, @Nullable TopicIdentity topic,
            @Nullable Long beginning, @Nullable LogEnd end, @Nullable String pausedWhy) throws BrokerException {
        if (topic == null || beginning == null || end == null) {
            return new PositionView(source.topic(), source.partition(), source.topicId(), position.nextOffset(),
                    beginning, null, null, -1, PositionState.NO_PARTITION, pausedWhy);
        }
        Long cutAt = null;
        PositionState state;
        if (!topic.id().equals(source.topicId())) {
            state = PositionState.OTHER_TOPIC;
        } else if (end.isOlderThan(position.leaderEpoch())) {
            state = PositionState.OLDER_LEADER;
        } else {
            OptionalLong cut = history.cutBelow(partition(source), position.nextOffset(), position.leaderEpoch(), end);
            cutAt = cut.isPresent() ? cut.getAsLong() : null;
            state = PositionState.of(position.nextOffset(), beginning, end.offset(), cut.isPresent());
        }
        return new PositionView(source.topic(), source.partition(), source.topicId(), position.nextOffset(), beginning,
                end.offset(), cutAt, end.leaderEpoch(), state, pausedWhy);
    }

    private static TopicPartition partition(Source source) {
        return new TopicPartition(source.topic(), source.partition());
    }
}
