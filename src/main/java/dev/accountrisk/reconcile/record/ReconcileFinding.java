package dev.accountrisk.reconcile.record;

import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of a finding. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "reconcile_finding")
final class ReconcileFinding {
    private static final int TEXT_MAX = 300;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;
    private String runId = "";
    @Enumerated(EnumType.STRING)
    private DriftKind kind = DriftKind.BALANCE;
    private @Nullable String accountUuid;
    private String item = "";
    private String expected = "";
    private String actual = "";
    private @Nullable String repair;

    /** For JPA. */
    ReconcileFinding() {}

    ReconcileFinding(String runId, Finding finding) {
        this.runId = runId;
        this.kind = finding.kind();
        this.accountUuid = finding.account();
        this.item = shortened(finding.item());
        this.expected = shortened(finding.expected());
        this.actual = shortened(finding.actual());
        this.repair = finding.repair();
    }

    Finding finding() {
        return new Finding(kind, accountUuid, item, expected, actual, repair);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(TEXT_MAX, text.length()));
    }
}
