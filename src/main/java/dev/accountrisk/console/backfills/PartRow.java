package dev.accountrisk.console.backfills;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code backfill_partition}, to look at. */
@Entity
@Immutable
@IdClass(PartKey.class)
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "backfill_partition")
final class PartRow {
    @Id
    private long runId;
    @Id
    private String topic = "";
    @Id
    private int partitionNo;
    private long fromOffset;
    private long untilOffset;
    private long nextOffset;
    private boolean finished;
    private long differences;
}
