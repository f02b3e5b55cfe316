package dev.accountrisk.console.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;

/** A row of {@code account_balance}, to look at. */
@Entity
@Immutable
@IdClass(BalanceKey.class)
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "account_balance")
final class BalanceRow {
    @Id
    @Column(name = "account_uuid")
    private String account = "";
    @Id
    private String asset = "";
    private BigDecimal balance = BigDecimal.ZERO;
    private BigDecimal frozen = BigDecimal.ZERO;
}
