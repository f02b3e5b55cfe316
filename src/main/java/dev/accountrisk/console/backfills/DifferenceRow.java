package dev.accountrisk.console.backfills;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code backfill_difference}, to look at. */
@Entity
@Immutable
@IdClass(DifferenceKey.class)
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "backfill_difference")
final class DifferenceRow {
    @Id
    private long runId;
    @Id
    private int number;
    private String tableName = "";
    @Column(name = "account_uuid")
    private @Nullable String account;
    private String rowKey = "";
    private String says = "";
}
