package dev.accountrisk.console.runs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code reconcile_finding}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "reconcile_finding")
final class FindingRow {
    @Id
    private long id;
    private String runId = "";
    private String kind = "";
    @Column(name = "account_uuid")
    private @Nullable String account;
    private String item = "";
    private String expected = "";
    private String actual = "";
    private @Nullable String repair;
}
