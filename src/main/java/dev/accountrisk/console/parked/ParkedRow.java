package dev.accountrisk.console.parked;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code parked_record}, to look at. Its queries name their columns, so that a list does not carry payloads. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "parked_record")
final class ParkedRow {
    @Id
    private long id;
    @Column(name = "source_topic")
    private String topic = "";
    @Column(name = "source_partition")
    private int partition;
    @Column(name = "source_offset")
    private long offset;
    @Column(name = "source_timestamp")
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant recordTime;
    @Column(name = "account_uuid")
    private @Nullable String account;
    private @Nullable String entryId;
    private String reason = "";
    private String detail = "";
    private String state = "";
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordKey;
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordValue;
    @Column(name = "create_time")
    private Instant parkedAt = Instant.EPOCH;
    @Column(name = "update_time")
    private Instant changedAt = Instant.EPOCH;
}
