package dev.accountrisk.console.runs;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code reconcile_run}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "reconcile_run")
final class ReconcileRow {
    @Id
    private String id = "";
    private String state = "";
    private String lastAccount = "";
    private long accountsChecked;
    private long findings;
    private long levelsToRecompute;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant begunAt;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant endedAt;
}
