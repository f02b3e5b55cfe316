package dev.accountrisk.positions;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.OtherCluster;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.PausedPartitions;
import dev.accountrisk.engine.position.PositionStore;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** What an operator may do with positions. Workers notice each change within seconds, without a restart. */
public final class PositionActions {
    private final Transactions transactions;
    private final TopicLogs logs;
    private final List<String> consumed;
    private final PositionComparison comparison;
    private final LogReaders readers;
    private final ActionLog actions = new ActionLog();
    private final PositionStore store = new PositionStore();
    private final PausedPartitions paused = new PausedPartitions();

    /**
     * Creates the actions. Nothing is asked yet.
     *
     * @param consumed the topics that the workers consume
     */
    public PositionActions(Transactions transactions, TopicLogs logs, LogReaders readers, LogHistory history,
            List<String> consumed) {
        this.transactions = transactions;
        this.logs = logs;
        this.readers = readers;
        this.consumed = List.copyOf(consumed);
        this.comparison = new PositionComparison(transactions, logs, history);
    }

    /** All positions, by topic and partition. */
    public List<PositionView> list() throws SQLException, BrokerException {
        return comparison.all();
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
     * Continues in a copy of the topic on this cluster, and finds the offsets by the records that the old cluster has around each
     * position.
     *
     * @param oldServers the bootstrap servers of the old cluster
     * @param dryRun     whether to change nothing
     */
    public List<PositionChange> translateByRecords(String topic, String oldServers, boolean dryRun, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        try (OtherCluster old = open(oldServers)) {
            CopiedLog copy = new CopiedLog(logs, readers);
            return translate(topic, view -> copy.byRecords(view, old), dryRun, decision);
        }
    }

    private OtherCluster open(String servers) throws PositionRefusedException {
        try {
            return readers.openOther(servers);
        } catch (KafkaException noAddress) {
            throw new PositionRefusedException("--old-servers",
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(noAddress).getMessage()));
        }
    }

    /**
     * The same by a header in which the mirror keeps the old offset of each record.
     *
     * @param header its name
     */
    public List<PositionChange> translateByHeader(String topic, String header, boolean dryRun, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        CopiedLog copy = new CopiedLog(logs, readers);
        return translate(topic, view -> copy.byHeader(view, new OffsetHeader(header)), dryRun, decision);
    }

    /** All positions of the topic, or none. */
    private List<PositionChange> translate(String topic, CopySearch search, boolean dryRun, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        TopicIdentity copy = logs.required(topic);
        List<PositionChange> changes = new ArrayList<>();
        for (PositionView view : list()) {
            if (view.topic().equals(topic) && !view.topicId().equals(copy.id())) {
                requirePartition(topic, view.partition());
                changes.add(PositionChange.accepted(topic, view.partition(), view.topicId(), copy.id(),
                        view.nextOffset(), search.offset(view)));
            }
        }
        if (changes.isEmpty()) {
            throw new PositionRefusedException("--topic", "no position of " + topic + " belongs to another topic than "
                    + copy.id());
        }
        if (!dryRun) {
            translate(changes, decision);
        }
        return changes;
    }

    /** All of the changes, or none if a position is no longer where it was. */
    void translate(List<PositionChange> changes, Decision decision) throws SQLException, PositionRefusedException {
        Optional<PositionChange> moved = transactions.runRepeatable(connection -> {
            for (PositionChange change : changes) {
                Source source = new Source(change.topic(), Objects.requireNonNull(change.oldTopicId()),
                        Objects.requireNonNull(change.partition()));
                if (!store.translateInTx(connection, source, Objects.requireNonNull(change.oldOffset()),
                        Objects.requireNonNull(change.newTopicId()), Objects.requireNonNull(change.newOffset()))) {
                    connection.rollback();
                    return Optional.of(change);
                }
                actions.insertInTx(connection, change, decision);
            }
            return Optional.empty();
        });
        if (moved.isPresent()) {
            throw new PositionRefusedException("--topic", "the position of " + moved.get().topic() + "-"
                    + moved.get().partition() + " is no longer " + moved.get().oldOffset()
                    + ": end the workers that still consume the old cluster");
        }
    }

    /**
     * Moves a position that its log does not hold: across records that are gone, or back to where a log was cut off.
     *
     * @param to          the new offset, or empty for the one from which nothing is left out that the log holds
     * @param skipRecords whether records may be left out that the log holds, for example because nobody can read them
     */
    public PositionChange move(String topic, int partition, OptionalLong to, boolean skipRecords, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        PositionView view = list().stream()
                .filter(one -> one.topic().equals(topic) && one.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new PositionRefusedException("--partition",
                        "there is no position of " + topic + "-" + partition));
        long target = MoveTarget.of(view, to, skipRecords);
        PositionChange change = PositionChange.moved(topic, partition, view.nextOffset(), target);
        boolean moved = transactions.runRepeatable(connection -> {
            boolean done = store.moveInTx(connection, new Source(topic, view.topicId(), partition),
                    view.nextOffset(), target, view.leaderEpoch());
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

    /**
     * Pauses a topic or one of its partitions for all workers until it is resumed.
     *
     * @param partition the partition, or null for the whole topic
     */
    public PositionChange pause(String topic, @Nullable Integer partition, Decision decision)
            throws SQLException, BrokerException, PositionRefusedException {
        if (!consumed.contains(topic)) {
            throw new PositionRefusedException("--topic",
                    topic + " is not consumed, so there is nothing to pause; these are: "
                            + String.join(", ", consumed));
        }
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
                    topic + (partition == null ? "" : "-" + partition) + " is not paused by itself"
                            + OtherPauses.of(transactions.runRepeatable(paused::readInTx), topic, partition));
        }
        return change;
    }

    private void requirePartition(String topic, @Nullable Integer partition)
            throws BrokerException, PositionRefusedException {
        TopicIdentity identity = logs.required(topic);
        if (partition != null && !identity.has(partition)) {
            throw new PositionRefusedException("--partition",
                    topic + " has partitions 0 to " + (identity.partitions() - 1));
        }
    }
}
