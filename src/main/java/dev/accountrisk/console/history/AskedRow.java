package dev.accountrisk.console.history;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code operator_action} that is about parked records, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // queries read them
@Table(name = "operator_action")
final class AskedRow {
    @Id
    private long id;
    private String kind = "";
    private @Nullable Long recordId;
    private @Nullable String reason;
    private @Nullable String topic;
    private @Nullable String accountUuid;
    private @Nullable Long upToRecord;
    private @Nullable Long records;
    private String doneBy = "";
    private String why = "";
    private Instant createTime = Instant.EPOCH;
    private @Nullable Instant cancelledAt;
    private String state = "";
    private @Nullable String result;

    HistoryEntry entry() {
        String what = kind.equals("DROP") ? "asked to drop " : "asked to release ";
        return new HistoryEntry(createTime, doneBy, what + which(), why, outcome(), id);
    }

    private String which() {
        if (recordId != null) {
            return "it";
        }
        return records == null ? "several records" : records + " records, of which it was one";
    }

    private String outcome() {
        boolean cancelled = cancelledAt != null && state.equals("WAITING");
        String ended = cancelled ? "cancelled" : state.toLowerCase(Locale.ROOT);
        return result == null || result.isEmpty() ? ended : ended + ": " + result;
    }
}
