package dev.accountrisk.console.accounts;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code account_entry}, to look at. */
@Entity
@Immutable
@IdClass(EntryKey.class)
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "account_entry")
final class EntryRow {
    @Id
    @Column(name = "account_uuid")
    private String account = "";
    @Id
    private String entryId = "";
    @Id
    private boolean ofCommand;
    private String kind = "";
    private long version;
    private @Nullable String asset;
    private @Nullable BigDecimal amount;
    private String outcome = "";
    private @Nullable String reason;
    private @Nullable BigDecimal balanceAfter;
    private @Nullable BigDecimal frozenAfter;
    private @Nullable Double riskAdded;
    private @Nullable Double riskAfter;
    private @Nullable String holdId;
    private @Nullable String externalRef;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant occurredAt;
    private String sourceTopic = "";
    private int sourcePartition;
    private long sourceOffset;
    @Column(name = "create_time")
    private Instant decidedAt = Instant.EPOCH;
}
