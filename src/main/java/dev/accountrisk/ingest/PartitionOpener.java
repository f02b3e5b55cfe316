package dev.accountrisk.ingest;

import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.Position;
import dev.accountrisk.engine.Positions;
import dev.accountrisk.engine.Source;
import dev.accountrisk.ingest.IngestSettings.StartFrom;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out where a partition goes on: MySQL's position, if it is one of this very topic and the log still holds it. Whatever
 * would skip or repeat records in silence stops the partition instead.
 */
final class PartitionOpener {
    private final TopicCatalog catalog;
    private final Positions positions;
    private final IngestSettings settings;

    PartitionOpener(TopicCatalog catalog, Positions positions, IngestSettings settings) {
        this.catalog = catalog;
        this.positions = positions;
        this.settings = settings;
    }

    /** Opens a partition, or says why not. */
    void open(LivePartition<?> partition) {
        try {
            partition.open(find(partition.id()));
        } catch (BrokerUnavailableException unavailable) {
            partition.stayClosed(new PartitionStatus.Waiting(String.valueOf(unavailable.getMessage())));
        } catch (SQLException unavailable) {
            partition.stayClosed(new PartitionStatus.Waiting(SqlFault.describe(unavailable)));
        } catch (CannotGoOnException stopped) {
            partition.stayClosed(new PartitionStatus.Stopped(String.valueOf(stopped.getMessage())));
        }
    }

    private LivePartition.Opened find(TopicPartition id)
            throws BrokerUnavailableException, SQLException, CannotGoOnException {
        String topicId = String.valueOf(catalog.askForIds(List.of(id.topic())).topicIds().get(id.topic()));
        Source source = new Source(id.topic(), topicId, id.partition());
        // before the log's end: a worker that has not heard of its loss may still move it
        Optional<Position> known = positions.readFree(id.topic(), id.partition());
        long beginning = only(catalog.beginnings(List.of(id)), id);
        long end = only(catalog.ends(List.of(id)), id);
        if (known.isPresent() && !known.get().topicId().equals(topicId)
                && settings.acceptedTopicIds().contains(topicId)) {
            positions.acceptNewTopic(source, beginning);
            known = positions.read(id.topic(), id.partition());
        }
        Position position = known.isPresent()
                ? known.get()
                : positions.create(source, settings.startFrom() == StartFrom.EARLIEST ? beginning : end);
        check(id, position, topicId, beginning, end);
        return new LivePartition.Opened(source, position.nextOffset(), position.leaderEpoch());
    }

    private static void check(TopicPartition id, Position position, String topicId, long beginning, long end)
            throws CannotGoOnException {
        if (!position.topicId().equals(topicId)) {
            throw new CannotGoOnException("topic " + id.topic() + " was deleted and made again: positions are of id "
                    + position.topicId() + ", the topic's id is " + topicId
                    + "; name the new id in account-risk.ingest.accepted-topic-ids to begin anew");
        }
        if (position.nextOffset() < beginning) {
            throw new CannotGoOnException("records " + position.nextOffset() + " to " + (beginning - 1) + " of " + id
                    + " are gone from the log and were not applied");
        }
        if (position.nextOffset() > end) {
            throw new CannotGoOnException("the log of " + id + " ends at " + end + ", before the position "
                    + position.nextOffset() + ": it was cut off");
        }
    }

    private static long only(Map<TopicPartition, Long> offsets, TopicPartition id) {
        return offsets.getOrDefault(id, 0L);
    }

    /** The partition cannot go on by itself. */
    private static final class CannotGoOnException extends Exception {
        CannotGoOnException(String message) {
            super(message);
        }
    }
}
