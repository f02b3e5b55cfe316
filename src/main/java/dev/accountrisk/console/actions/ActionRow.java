package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionState;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** A row of {@code operator_action}, to look at, without the corrected value. One statement changes it: that which cancels. */
@Entity
@Table(name = "operator_action")
final class ActionRow {
    @Id
    private long id;
    @Embedded
    private @Nullable ActionOrder what;
    private @Nullable Long records;
    @Formula("(replacement_value IS NOT NULL)")
    private boolean corrected;
    private String doneBy = "";
    private String why = "";
    private Instant createTime = Instant.EPOCH;
    private @Nullable String cancelledBy;
    private @Nullable Instant cancelledAt;
    private @Nullable Integer confirmSeconds;
    private @Nullable String confirmedBy;
    private @Nullable Instant confirmedAt;
    @Enumerated(EnumType.STRING)
    private ActionState state = ActionState.WAITING;
    private @Nullable Instant leaseUntil;
    private @Nullable String worker;
    private @Nullable Long recordsLeft;
    @Column(columnDefinition = "TEXT")
    private @Nullable String result;
    private @Nullable Instant begunAt;
    private @Nullable Instant endedAt;

    ActionView view() {
        return new ActionView(id, order(), order().describe(), records, corrected, doneBy, why, createTime, cancelledBy,
                cancelledAt, state, leaseUntil, worker, recordsLeft, result, begunAt, endedAt, confirmation());
    }

    private @Nullable Confirmation confirmation() {
        return confirmSeconds == null
                ? null
                : new Confirmation(createTime.plusSeconds(confirmSeconds), confirmedBy, confirmedAt);
    }

    private ActionOrder order() {
        return Objects.requireNonNull(what);
    }
}
