package dev.accountrisk.console.partitions;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code consumer_position}, to look at. */
@Entity
@Immutable
@IdClass(PartitionKey.class)
@Table(name = "consumer_position")
final class PositionRow {
    @Id
    private String topic = "";
    @Id
    private int partitionNo;
    private String topicId = "";
    private long nextOffset;
    private long applied;
    private long stale;
    private long duplicate;
    private long refused;
    private long parked;
    private long ignored;
    private Instant updateTime = Instant.EPOCH;

    Position position() {
        return new Position(topic, partitionNo, topicId, nextOffset,
                new Outcomes(applied, stale, duplicate, refused, parked, ignored),
                updateTime);
    }
}
