package dev.accountrisk.redrive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit row of one action on parked records: who, why, on which, and what became of it. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "redrive_action")
final class RedriveAction {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;
    @Enumerated(EnumType.STRING)
    private RedriveKind action = RedriveKind.RELEASE;
    @Enumerated(EnumType.STRING)
    private State state = State.BEGUN;
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

    /** How far it is. A row that stays {@code BEGUN} was killed. */
    enum State {
        BEGUN, DONE, FAILED
    }

    /** For JPA. */
    RedriveAction() {}

    RedriveAction(RedriveKind action, @Nullable String account, List<Long> ids, RedriveRequest request,
            long begunAtMillis) {
        this.action = action;
        this.accountUuid = account;
        this.recordIds = ids.isEmpty() ? null : joined(ids);
        this.doneBy = request.who();
        this.why = request.why();
        this.begunAt = begunAtMillis;
        Replacement replacement = request.replacement();
        if (replacement != null) {
            this.replacedRecord = replacement.recordId();
            this.replacementValue = replacement.value();
        }
    }

    void done(List<Long> ids, int left, long atMillis) {
        state = State.DONE;
        recordIds = joined(ids);
        recordsDone = ids.size();
        recordsLeft = left;
        endedAt = atMillis;
    }

    private static String joined(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    void failed(long atMillis) {
        state = State.FAILED;
        endedAt = atMillis;
    }
}
