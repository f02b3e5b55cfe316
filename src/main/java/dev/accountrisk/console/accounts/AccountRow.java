package dev.accountrisk.console.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code account}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "account")
final class AccountRow {
    @Id
    @Column(name = "account_uuid")
    private String account = "";
    private String externalRef = "";
    @Column(name = "create_time")
    private Instant registeredAt = Instant.EPOCH;
}
