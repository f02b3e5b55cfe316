package dev.accountrisk.console.activity;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Reads the activity of the workers that report. */
@Component
class ActivityReader {
    private final ActivityRepository reports;

    ActivityReader(ActivityRepository reports) {
        this.reports = reports;
    }

    /** Reads it; the caller has a transaction open. */
    Reported readInTx(Instant now) {
        return new Reported(reports.findAllByOrderByHostAsc()
                .stream()
                .filter(row -> !row.silent(now))
                .map(ActivityRow::activity)
                .toList());
    }
}
