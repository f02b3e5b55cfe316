package dev.accountrisk.console.history;

import dev.accountrisk.console.page.EpochMillis;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code redrive_action}, without the corrected value, to look at. */
@Entity
@Immutable
@Table(name = "redrive_action")
final class DoneRow {
    @Id
    private long id;
    private String action = "";
    private String state = "";
    @Column(columnDefinition = "TEXT")
    private @Nullable String recordIds;
    private String doneBy = "";
    private String why = "";
    private @Nullable Long replacedRecord;
    private int recordsDone;
    private int recordsLeft;
    @Convert(converter = EpochMillis.class)
    private @Nullable Instant begunAt;

    HistoryEntry entry(long record) {
        String what = (action.equals("DROP") ? "dropped" : "released")
                + (replacedRecord != null && replacedRecord == record ? " with a corrected value" : "");
        return new HistoryEntry(begunAt == null ? Instant.EPOCH : begunAt, doneBy, what, why, outcome(record), null);
    }

    private String outcome(long record) {
        return switch (state) {
            case "DONE" -> took(record)
                    ? "done"
                    : "it stayed as it was: " + recordsDone + " of its account were taken, " + recordsLeft
                            + " stayed parked";
            case "FAILED" -> "failed";
            default -> "not ended: it is under way, or its process was killed";
        };
    }

    private boolean took(long record) {
        return recordIds != null && Arrays.asList(recordIds.split(",", -1)).contains(Long.toString(record));
    }
}
