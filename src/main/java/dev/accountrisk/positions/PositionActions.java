package dev.accountrisk.positions;

import dev.accountrisk.broker.BrokerException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What an operator may do with positions. Workers notice each change within seconds, without a restart. */
public final class PositionActions {
    private final Transactions transactions;
    private final TopicLogs logs;
    private final ActionLog actions = new ActionLog();
    private final PositionStore store = new PositionStore();
    private final PausedPartitions paused = new PausedPartitions();

    /** Makes the door. */
    public PositionActions(Transactions transactions, TopicLogs logs) {
        this.transactions = transactions;
        this.logs = logs;
    }

    /** All positions, by topic and partition. */
    public List<PositionView> list() throws SQLException, BrokerException {
        Map<Source, Position> stored = transactions.runRepeatable(store::readAllInTx);
        PausedPartitions.Snapshot pauses = transactions.runRepeatable(paused::readInTx);
        Map<String, TopicIdentity> topics = logs
                .identities(new TreeSet<>(stored.keySet().stream().map(Source::topic).toList()));
        List<TopicPartition> readable = stored.keySet()
                .stream()
                .filter(source -> exists(topics.get(source.topic()), source.partition()))
                .map(PositionActions::partition)
                .toList();
        Map<TopicPartition, Long> beginnings = logs.beginnings(readable);
        Map<TopicPartition, Long> ends = logs.ends(readable);
        List<PositionView> views = new ArrayList<>();
        stored.forEach((source, position) -> views.add(view(source, position, topics.get(source.topic()),
                beginnings.get(partition(source)), ends.get(partition(source)),
                pauses.why(source.topic(), source.partition()))));
        return views;
    }

    private static PositionView view(Source source, Position position, @Nullable TopicIdentity topic,
            @Nullable Long beginning, @Nullable Long end, Optional<String> pausedWhy) {
        PositionState state;
        if (topic == null || beginning == null || end == null) {
            state = PositionState.NO_PARTITION;
        } else if (!topic.id().equals(source.topicId())) {
            state = PositionState.OTHER_TOPIC;
        } else {
            state = PositionState.of(position.nextOffset(), beginning, end);
        }
        return new PositionView(source.topic(), source.partition(), source.topicId(), position.nextOffset(), beginning,
                end, state, pausedWhy.orElse(null));
    }

    /**
     * Accepts that a topic was deleted and recreated: its partitions begin again at their start. Records of the old topic that were
     * not applied are lost.
     */
    public List<PositionChange> accept(String topic, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        TopicIdentity identity = logs.required(topic);
        List<PositionView> recreated = list().stream()
                .filter(view -> view.topic().equals(topic) && view.state() == PositionState.OTHER_TOPIC)
                .toList();
        if (recreated.isEmpty()) {
            throw new PositionRefusedException("--topic", "no position of " + topic + " belongs to another topic than "
                    + identity.id());
        }
        return transactions.runRepeatable(connection -> {
            List<PositionChange> changes = new ArrayList<>();
            for (PositionView view : recreated) {
                long beginning = Objects.requireNonNull(view.beginning());
                Source accepted = new Source(topic, identity.id(), view.partition());
                if (store.acceptInTx(connection, accepted, beginning)) {
                    PositionChange change = PositionChange.accepted(topic, view.partition(), view.topicId(),
                            identity.id(), view.nextOffset(), beginning);
                    actions.insertInTx(connection, change, decision);
                    changes.add(change);
                }
            }
            return changes;
        });
    }

    /**
     * Moves a position that its log does not hold: across records that are gone, or back to where a log was cut off.
     *
     * @param to          the new offset, or empty for the nearest one that the log holds
     * @param skipRecords whether records may be left out that the log holds, for example because nobody can read them
     */
    public PositionChange move(String topic, int partition, OptionalLong to, boolean skipRecords, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        PositionView view = list().stream()
                .filter(one -> one.topic().equals(topic) && one.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new PositionRefusedException("--partition",
                        "there is no position of " + topic + "-" + partition));
        long target = target(view, to, skipRecords);
        requireInLog(view, target);
        PositionChange change = PositionChange.moved(topic, partition, view.nextOffset(), target);
        boolean moved = transactions.runRepeatable(connection -> {
            boolean done = store.moveInTx(connection, new Source(topic, view.topicId(), partition),
                    view.nextOffset(), target);
            if (done) {
                actions.insertInTx(connection, change, decision);
            }
            return done;
        });
        if (!moved) {
            throw new PositionRefusedException("--partition", "the position of " + topic + "-" + partition
                    + " is no longer " + view.nextOffset() + ": look at it again");
        }
        return change;
    }

    private static long target(PositionView view, OptionalLong to, boolean skipRecords)
            throws PositionRefusedException {
        if (view.state() == PositionState.IN_LOG && skipRecords) {
            return to.stream()
                    .filter(target -> target > view.nextOffset())
                    .findFirst()
                    .orElseThrow(() -> new PositionRefusedException("--to",
                            "to leave out records, name an offset after the position " + view.nextOffset()));
        }
        long nearest = nearest(view);
        return to.orElse(nearest);
    }

    private static long nearest(PositionView view) throws PositionRefusedException {
        return switch (view.state()) {
            case RECORDS_GONE -> Objects.requireNonNull(view.beginning());
            case LOG_CUT_OFF -> Objects.requireNonNull(view.end());
            case IN_LOG -> throw new PositionRefusedException("--partition", "the log holds the position "
                    + view.nextOffset() + ": there is no gap to cross. To leave out records that cannot be read, add"
                    + " --to and --skip-records");
            case OTHER_TOPIC -> throw new PositionRefusedException("--topic",
                    view.topic() + " was recreated: accept its new id first");
            case NO_PARTITION -> throw new PositionRefusedException("--partition",
                    view.topic() + " has no partition " + view.partition());
        };
    }

    private static void requireInLog(PositionView view, long target) throws PositionRefusedException {
        long beginning = Objects.requireNonNull(view.beginning());
        long end = Objects.requireNonNull(view.end());
        if (target < beginning || target > end) {
            throw new PositionRefusedException("--to", "the log holds " + beginning + " to " + end);
        }
    }

    /**
     * Pauses a topic or one of its partitions for all workers until it is resumed.
     *
     * @param partition the partition, or null for the whole topic
     */
    public PositionChange pause(String topic, @Nullable Integer partition, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        requirePartition(topic, partition);
        PositionChange change = PositionChange.paused(topic, partition);
        transactions.runRepeatable(connection -> {
            paused.pauseInTx(connection, topic, partition, decision.by() + ": " + decision.why());
            actions.insertInTx(connection, change, decision);
            return change;
        });
        return change;
    }

    /**
     * Resumes a topic or a partition that was paused.
     *
     * @param partition the partition, or null for the whole topic
     */
    public PositionChange resume(String topic, @Nullable Integer partition, Decision decision)
            throws SQLException, PositionRefusedException {
        PositionChange change = PositionChange.resumed(topic, partition);
        boolean resumed = transactions.runRepeatable(connection -> {
            boolean done = paused.resumeInTx(connection, topic, partition);
            if (done) {
                actions.insertInTx(connection, change, decision);
            }
            return done;
        });
        if (!resumed) {
            throw new PositionRefusedException(partition == null ? "--topic" : "--partition",
                    topic + (partition == null ? "" : "-" + partition) + " is not paused by itself");
        }
        return change;
    }

    private void requirePartition(String topic, @Nullable Integer partition)
            throws BrokerException, PositionRefusedException {
        TopicIdentity identity = logs.required(topic);
        if (partition != null && !exists(identity, partition)) {
            throw new PositionRefusedException("--partition",
                    topic + " has partitions 0 to " + (identity.partitions() - 1));
        }
    }

    private static boolean exists(@Nullable TopicIdentity topic, int partition) {
        return topic != null && partition >= 0 && partition < topic.partitions();
    }

    private static TopicPartition partition(Source source) {
        return new TopicPartition(source.topic(), source.partition());
    }
}
