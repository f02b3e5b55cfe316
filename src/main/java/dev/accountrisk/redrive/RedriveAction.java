package dev.accountrisk.redrive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit row of what was done to one account's parked records. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "redrive_action")
class RedriveAction {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;
    private String action = "";
    private String state = "BEGUN";
    private @Nullable String accountUuid;
    @Column(columnDefinition = "TEXT")
    private @Nullable String recordIds;
    private String doneBy = "";
    private String why = "";
    private @Nullable Long replacedRecord;
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] replacementValue;
    private int recordsDone;
    private int recordsLeft;
    private long begunAt;
    private @Nullable Long endedAt;

    /** For JPA. */
    protected RedriveAction() {}

    RedriveAction(String action, @Nullable String account, Mandate mandate, long begunAtMillis) {
        this.action = action;
        this.accountUuid = account;
        this.doneBy = mandate.who();
        this.why = mandate.why();
        this.begunAt = begunAtMillis;
        Replacement replacement = mandate.replacement();
        if (replacement != null) {
            this.replacedRecord = replacement.recordId();
            this.replacementValue = replacement.value();
        }
    }

    void done(List<Long> ids, int left, long atMillis) {
        state = "DONE";
        recordIds = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        recordsDone = ids.size();
        recordsLeft = left;
        endedAt = atMillis;
    }

    void failed(long atMillis) {
        state = "FAILED";
        endedAt = atMillis;
    }
}
