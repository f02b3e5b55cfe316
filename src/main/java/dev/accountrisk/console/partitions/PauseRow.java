package dev.accountrisk.console.partitions;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code paused_partition}, to look at. */
@Entity
@Immutable
@IdClass(PauseKey.class)
@Table(name = "paused_partition")
final class PauseRow {
    @Id
    private String topic = "";
    @Id
    private boolean wholeTopic;
    @Id
    private int partitionNo;
    private String why = "";

    boolean covers(String otherTopic, int partition) {
        return topic.equals(otherTopic) && (wholeTopic || partitionNo == partition);
    }

    String why() {
        return why;
    }
}
