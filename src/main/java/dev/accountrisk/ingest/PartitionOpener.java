package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.LogEnd;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.position.Positions;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.IdentityCheck.TopicRecreatedException;
import dev.accountrisk.ingest.IngestSettings.StartFrom;
import dev.accountrisk.ingest.partition.IngestObserver;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionLife;
import dev.accountrisk.ingest.partition.PartitionStatus;
import dev.accountrisk.ingest.partition.StartPoint;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where a partition must begin: at MySQL's position, if it belongs to this very topic and the log still holds it and what was
 * applied before it. Anything that would skip or repeat records in silence stops the partition instead. Every opening asks anew, so a
 * stopped partition stays stopped, in this worker or the next, until an operator moves the position.
 */
final class PartitionOpener {
    private final TopicLogs logs;
    private final LogHistory history;
    private final IdentityCheck identity;
    private final Positions positions;
    private final IngestSettings settings;
    private final IngestObserver observer;

    PartitionOpener(TopicLogs logs, LogHistory history, IdentityCheck identity, Positions positions,
            IngestSettings settings, IngestObserver observer) {
        this.logs = logs;
        this.history = history;
        this.identity = identity;
        this.positions = positions;
        this.settings = settings;
        this.observer = observer;
    }

    /** Opens a partition, or notes why not. */
    void open(LivePartition<?> partition) {
        PartitionLife<?> life = partition.life();
        try {
            observer.counted(partition.id().topic(), life.found(find(partition)));
        } catch (BrokerException unavailable) {
            life.notFound(PartitionStatus.waiting(String.valueOf(unavailable.getMessage())));
        } catch (SQLException unavailable) {
            life.notFound(PartitionStatus.waiting(SqlFault.describe(unavailable)));
        } catch (TopicRecreatedException recreated) {
            life.noteStored(OptionalLong.empty());
            life.notFound(recreated.status());
        } catch (DecisionNeededException open) {
            life.notFound(PartitionStatus.stopped(String.valueOf(open.getMessage())));
        }
    }

    private StartPoint find(LivePartition<?> partition) throws BrokerException, SQLException, DecisionNeededException {
        TopicPartition id = partition.id();
        Optional<String> paused = positions.paused().why(id.topic(), id.partition());
        String topicId = identity.idNow(id.topic());
        Source source = new Source(id.topic(), topicId, id.partition());
        // read before the log's end, because a worker that does not know of its loss may still move it
        Optional<Position> known = positions.readFree(id.topic(), id.partition());
        partition.life()
                .noteStored(known.stream()
                        .filter(position -> position.topicId().equals(topicId))
                        .mapToLong(Position::nextOffset)
                        .findFirst());
        if (paused.isPresent()) {
            throw new DecisionNeededException(PositionWatch.pausedBy(paused.get()));
        }
        long beginning = only(logs.beginnings(List.of(id)), id);
        LogEnd end = only(logs.endsInEpochs(List.of(id)), id);
        if (known.isPresent() && !known.get().topicId().equals(topicId)
                && settings.acceptedTopicIds().contains(topicId)) {
            positions.acceptNewTopic(source, beginning);
            known = positions.read(id.topic(), id.partition());
        }
        Position position = known.isPresent()
                ? known.get()
                : create(source, beginning);
        identity.check(new Source(id.topic(), position.topicId(), id.partition()));
        check(id, position, beginning, end);
        positions.noteMapping(source, partition.topic().mapping());
        return new StartPoint(source, position.nextOffset(), position.leaderEpoch());
    }

    /**
     * Creates the position of a partition that has none. {@code latest} concerns only topics that are new to this worker: all their
     * partitions get positions at once, so that a partition which is added later begins at its first record.
     */
    private Position create(Source source, long beginning) throws BrokerException, SQLException {
        requireOwnTopic(source);
        if (settings.startFrom() == StartFrom.LATEST && !positions.knows(source.topic())) {
            Map<Source, Long> ends = new LinkedHashMap<>();
            logs.ends(logs.required(source.topic()).topicPartitions())
                    .forEach((id, end) -> ends.put(new Source(id.topic(), source.topicId(), id.partition()), end));
            positions.createAll(ends);
        }
        return positions.create(source, beginning);
    }

    /** Another topic of the name, such as another cluster's, may have more partitions: they must not begin beside the right positions. */
    private void requireOwnTopic(Source source) throws SQLException {
        List<String> ids = positions.all()
                .keySet()
                .stream()
                .filter(known -> known.topic().equals(source.topic()))
                .map(Source::topicId)
                .toList();
        if (!ids.isEmpty() && !ids.contains(source.topicId())) {
            throw new TopicRecreatedException(source.topic(), ids.getFirst(), source.topicId());
        }
    }

    private void check(TopicPartition id, Position position, long beginning, LogEnd end)
            throws BrokerException, DecisionNeededException {
        if (position.nextOffset() < beginning) {
            throw new DecisionNeededException(
                    "records " + position.nextOffset() + " to " + (beginning - 1) + " of " + id
                            + " are gone from the log and were not applied; decide about them, then run positions move");
        }
        OptionalLong cut = history.cutBelow(id, position.nextOffset(), position.leaderEpoch(), end);
        if (cut.isPresent()) {
            throw new DecisionNeededException("the log of " + id + " was cut off at " + cut.getAsLong()
                    + ", before the position " + position.nextOffset()
                    + ": Kafka lost records that were applied. From there on it holds others, or none; to read them, run"
                    + " positions move");
        }
        if (position.nextOffset() > end.offset()) {
            throw new DecisionNeededException("the log of " + id + " ends at " + end.offset()
                    + ", before the position " + position.nextOffset() + ": it was cut off");
        }
    }

    private static <T> T only(Map<TopicPartition, T> offsets, TopicPartition id) {
        return Objects.requireNonNull(offsets.get(id));
    }

    /** A person must decide first: the partition is paused, or its log does not hold the position. */
    private static final class DecisionNeededException extends Exception {
        DecisionNeededException(String message) {
            super(message);
        }
    }
}
