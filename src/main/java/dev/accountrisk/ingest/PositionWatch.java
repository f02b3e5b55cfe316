package dev.accountrisk.ingest;

import dev.accountrisk.engine.position.PausedPartitions;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.position.Positions;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.partition.LivePartition;
import dev.accountrisk.ingest.partition.PartitionStatus;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares running partitions with MySQL every few seconds, also those that get no records. Operators may have paused one, and its
 * position may have moved without this worker: by an operator, or because a new primary lacks the last transactions of the old one.
 */
final class PositionWatch {
    private final Positions positions;

    PositionWatch(Positions positions) {
        this.positions = positions;
    }

    /** Stops partitions that are paused, and opens those again whose position is not where this worker left it. */
    void check(Collection<? extends LivePartition<?>> partitions) throws SQLException {
        Map<LivePartition<?>, Long> left = new LinkedHashMap<>();
        for (LivePartition<?> partition : partitions) {
            OptionalLong offset = partition.life().quietOffset();
            if (offset.isPresent()) {
                left.put(partition, offset.getAsLong());
            }
        }
        PausedPartitions.Snapshot paused = positions.paused();
        Map<TopicPartition, Long> stored = storedOffsets();
        for (LivePartition<?> partition : partitions) {
            TopicPartition id = partition.id();
            paused.why(id.topic(), id.partition())
                    .ifPresent(why -> partition.life().stopIfRunning(PartitionStatus.stopped(pausedBy(why))));
        }
        left.forEach((partition, offset) -> {
            Long now = stored.get(partition.id());
            if (now == null || now.longValue() != offset) {
                partition.life()
                        .failIfStillAt(offset, PartitionStatus.waiting("MySQL has the position "
                                + (now == null ? "no longer" : now) + " and not " + offset
                                + ", which was committed: it lost transactions, or another process moved it. The partition is"
                                + " read from there"));
            }
        });
    }

    /** In words, for probes and logs. */
    static String pausedBy(String why) {
        return "paused by " + why + "; the command positions resume continues it";
    }

    private Map<TopicPartition, Long> storedOffsets() throws SQLException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<Source, Position> entry : positions.all().entrySet()) {
            Source source = entry.getKey();
            offsets.put(new TopicPartition(source.topic(), source.partition()), entry.getValue().nextOffset());
        }
        return offsets;
    }
}
