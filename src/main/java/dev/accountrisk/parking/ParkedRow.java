package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code parked_record}, to look at. Rows change by {@link ParkedRows} alone. */
@Entity
@Immutable
@Table(name = "parked_record")
final class ParkedRow {
    @Id
    private long id;
    @Enumerated(EnumType.STRING)
    private ParkedState state = ParkedState.PARKED;
    @Enumerated(EnumType.STRING)
    private ParkReason reason = ParkReason.UNPROCESSABLE;
    @Column(name = "account_uuid")
    private @Nullable String account;
    private @Nullable String entryId;
    @Column(name = "source_topic")
    private String topic = "";
    @Column(name = "source_partition")
    private int partition;
    @Column(name = "source_offset")
    private long offset;
    @Column(name = "source_timestamp")
    private long timestampMillis;
    private String detail = "";
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordKey;
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordValue;
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordHeaders;

    ParkedContent content() {
        return new ParkedContent(new ParkedSummary(id, state, reason, account, entryId, topic, partition, offset,
                timestampMillis, detail), recordKey, recordValue, recordHeaders);
    }
}
