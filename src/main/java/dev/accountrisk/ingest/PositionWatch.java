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
import org.jspecify.annotations.Nullable;

/**
 * Compares running partitions with MySQL every few seconds, also those that get no records. Operators may have paused one, and its
 * position may have moved without this worker: an operator moved it, or a new primary lacks the last transactions of the old one.
 */
final class PositionWatch {
    private final Positions positions;

    PositionWatch(Positions positions) {
        this.positions = positions;
    }

    /** Stops paused partitions, and reopens those whose position is not the one that this worker committed last. */
    void check(Collection<? extends LivePartition<?>> partitions) throws SQLException {
        Map<LivePartition<?>, Long> committed = new LinkedHashMap<>();
        for (LivePartition<?> partition : partitions) {
            OptionalLong offset = partition.life().idleOffset();
            if (offset.isPresent()) {
                committed.put(partition, offset.getAsLong());
            }
        }
        PausedPartitions.Snapshot paused = positions.paused();
        Map<TopicPartition, Long> stored = storedOffsets();
        for (LivePartition<?> partition : partitions) {
            TopicPartition id = partition.id();
            paused.why(id.topic(), id.partition())
                    .ifPresent(why -> partition.life().stopIfRunning(PartitionStatus.stopped(pausedBy(why))));
        }
        committed.forEach((partition, offset) -> {
            Long now = stored.get(partition.id());
            if (now == null || now.longValue() != offset) {
                partition.life().failIfIdleAt(offset, PartitionStatus.waiting(moved(offset, now)));
            }
        });
    }

    private static String moved(long committed, @Nullable Long now) {
        return "this worker committed the position " + committed + ", but MySQL "
                + (now == null ? "has none" : "has " + now)
                + ": MySQL lost transactions, or someone else moved it. The worker reads again from MySQL's position";
    }

    /** Says who paused a partition and why, for probes and logs. */
    static String pausedBy(String why) {
        return "paused by " + why + "; to resume it, run positions resume";
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
