package dev.accountrisk.bench.rivals;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** The row as JPA sees it. */
@Entity
@Table(name = "account_risk")
@NullUnmarked
@SuppressWarnings("UnusedVariable") // read by JPA
class UsualRow {
    @Id
    @Column(name = "account_uuid")
    private String accountUuid;
    private double risk;
    @Column(name = "level", columnDefinition = "enum")
    private String level;
    @Column(name = "occurred_at")
    private long occurredAt;
    @Column(name = "last_event_id")
    private String lastEventId;
    private long version;
    private long entries;

    protected UsualRow() {}

    UsualRow(RiskRow row) {
        accountUuid = row.accountUuid();
        take(row);
    }

    /** The last to arrive is taken for the newest, as usual. */
    final void take(RiskRow row) {
        risk = row.risk();
        level = row.level();
        occurredAt = row.occurredAtMillis();
        lastEventId = row.eventId();
        version++;
    }
}
