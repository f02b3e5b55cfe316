package dev.accountrisk.console.accounts;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code account_risk}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "account_risk")
final class RiskRow {
    @Id
    @Column(name = "account_uuid")
    private String account = "";
    private double risk;
    private String level = "";
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant occurredAt;
    private @Nullable Long sequence;
    private String lastEventId = "";
    private Instant updateTime = Instant.EPOCH;
}
