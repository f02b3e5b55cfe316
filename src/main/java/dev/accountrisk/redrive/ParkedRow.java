package dev.accountrisk.redrive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A parked record, to look at. */
@Entity
@Immutable
@Table(name = "parked_record")
class ParkedRow {
    @Id
    private long id;
    private String sourceTopic = "";
    private int sourcePartition;
    private long sourceOffset;
    private long sourceTimestamp;
    private @Nullable String accountUuid;
    private @Nullable String entryId;
    private String reason = "";
    private String detail = "";
    private String state = "";
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordKey;
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] recordValue;

    ParkedSummary summary() {
        return new ParkedSummary(id, state, reason, accountUuid, entryId, sourceTopic, sourcePartition, sourceOffset,
                sourceTimestamp, detail);
    }

    byte @Nullable [] key() {
        return recordKey;
    }

    byte @Nullable [] value() {
        return recordValue;
    }
}
