package dev.accountrisk.console.backfills;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code backfill_run}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "backfill_run")
final class BackfillRow {
    @Id
    private long id;
    private String mode = "";
    private String specification = "";
    private int shards;
    private String state = "";
    private long differences;
    private long records;
    private @Nullable String phase;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant reportedAt;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant begunAt;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant endedAt;
}
