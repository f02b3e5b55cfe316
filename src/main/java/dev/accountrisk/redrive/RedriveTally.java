package dev.accountrisk.redrive;

import dev.accountrisk.parking.ParkedChoice;
import java.util.ArrayList;
import java.util.List;

/** Counts what becomes of records, and keeps the first results for the report. */
final class RedriveTally {
    private final List<AccountResult> shown = new ArrayList<>();
    private long shownRecords;
    private long done;
    private long stillParkedOfOthers;

    /** Adds a result; tells apart the records that were chosen from those that were tried with them. */
    void add(AccountResult result, ParkedChoice choice) {
        List<Long> stillParked = result.records()
                .stream()
                .filter(RecordResult::isStillParked)
                .map(RecordResult::id)
                .toList();
        done += result.records().size() - stillParked.size();
        if (!stillParked.isEmpty()) {
            stillParkedOfOthers += stillParked.size() - choice.countAmong(stillParked);
        }
        long room = RedriveReport.SHOWN_MAX - shownRecords;
        if (room > 0 && !result.records().isEmpty()) {
            List<RecordResult> first = result.records().stream().limit(room).toList();
            shown.add(new AccountResult(result.account(), result.topic(), result.heldBack(), first));
            shownRecords += first.size();
        }
    }

    long done() {
        return done;
    }

    /** How many records stay parked that were not chosen themselves. */
    long stillParkedOfOthers() {
        return stillParkedOfOthers;
    }

    List<AccountResult> shown() {
        return shown;
    }
}
