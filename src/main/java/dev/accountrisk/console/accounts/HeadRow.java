package dev.accountrisk.console.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A row of {@code account_head}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "account_head")
final class HeadRow {
    @Id
    @Column(name = "account_uuid")
    private String account = "";
    @Column(name = "version")
    private long commands;
    private boolean heldBack;
}
