package dev.accountrisk.console.audit;

import dev.accountrisk.actions.AuditSubject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code console_audit}. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "console_audit")
final class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;
    private String doneBy = "";
    private String action = "";
    private String subject = "";
    private @Nullable String why;
    @Column(insertable = false, updatable = false)
    private String origin = "";
    @Column(insertable = false, updatable = false)
    private @Nullable Instant createTime;

    /** For JPA. */
    AuditRow() {}

    AuditRow(String doneBy, AuditedAction action, String subject, @Nullable String why) {
        this.why = why;
        this.doneBy = doneBy;
        this.action = action.name();
        this.subject = AuditSubject.of(subject);
    }
}
