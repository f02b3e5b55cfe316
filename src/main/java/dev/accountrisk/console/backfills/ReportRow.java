package dev.accountrisk.console.backfills;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code backfill_progress}, to look at. */
@Entity
@Immutable
@IdClass(PartKey.class)
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "backfill_progress")
final class ReportRow {
    @Id
    private long runId;
    @Id
    private String topic = "";
    @Id
    private int partitionNo;
    private @Nullable Long startedOffset;
    private @Nullable Long reachedOffset;
    private long millis;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant reportedAt;
}
