package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. Two orders are equal if they ask for the same.
 *
 * @param recordId    the one parked record, or null
 * @param topic       of the records or the position
 * @param upToRecord  the last record that may belong to it; null for an action on a position
 * @param perSecond   at most this many records a second; 0 for no limit
 * @param partitionNo the partition, or null for the whole topic
 * @param toOffset    where a position is moved to, or null for the nearest that the log holds
 */
@Embeddable
record ActionOrder(@Enumerated(EnumType.STRING) ActionKind kind, @Nullable Long recordId, @Nullable String reason,
        @Nullable String topic, @Nullable String accountUuid, @Nullable Long upToRecord, int perSecond,
        boolean stopOnFailure, @Nullable Integer partitionNo, @Nullable Long toOffset, boolean skipRecords) {

    /** In one line, as the pages and the audit say it. */
    String describe() {
        return switch (kind) {
            case RELEASE -> "Release " + records() + how();
            case DROP -> "Drop " + records() + how();
            case WHAT_IF -> "See what a release would do with " + records();
            case ACCEPT, MOVE, PAUSE, RESUME -> position();
        };
    }

    /** Whether no criterion limits it to some parked records. */
    public boolean everything() {
        return recordId == null && reason == null && topic == null && accountUuid == null;
    }

    private String records() {
        if (recordId != null) {
            return "parked record " + recordId;
        }
        List<String> criteria = new ArrayList<>();
        add(criteria, "reason ", reason);
        add(criteria, "topic ", topic);
        add(criteria, "account ", accountUuid);
        return (everything() ? "everything that is parked" : "what is parked with " + String.join(", ", criteria))
                + ", up to record " + upToRecord;
    }

    private static void add(List<String> criteria, String name, @Nullable String value) {
        if (value != null) {
            criteria.add(name + value);
        }
    }

    private String how() {
        return (perSecond == 0 ? "" : ", at most " + perSecond + " a second")
                + (stopOnFailure ? ", until a record stays parked" : "");
    }

    private String position() {
        String what = partitionNo == null ? "topic " + topic : topic + "-" + partitionNo;
        return switch (kind) {
            case ACCEPT -> "Accept the new id of topic " + topic;
            case MOVE -> "Move the position of " + what
                    + (toOffset == null ? " to the nearest offset that its log holds" : " to " + toOffset)
                    + (skipRecords ? ", leaving out records" : "");
            case PAUSE -> "Pause " + what;
            case RESUME -> "Resume " + what;
            case RELEASE, DROP, WHAT_IF -> throw new IllegalStateException(kind + " is done to records");
        };
    }
}
