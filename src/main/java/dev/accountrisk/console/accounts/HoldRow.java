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

/** A row of {@code account_hold}, to look at. */
@Entity
@Immutable
@IdClass(HoldKey.class)
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "account_hold")
final class HoldRow {
    @Id
    @Column(name = "account_uuid")
    private String account = "";
    @Id
    private String holdId = "";
    private String asset = "";
    private BigDecimal amount = BigDecimal.ZERO;
    private String state = "";
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant expiresAt;
}
