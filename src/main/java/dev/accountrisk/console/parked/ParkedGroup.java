package dev.accountrisk.console.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Open parked records that share their reason, topic and detail.
 *
 * @param accounts how many different accounts they name
 * @param waiting  how many later records of these accounts wait behind them; null if that is not counted
 */
public record ParkedGroup(String reason, String topic, String detail, long records, long accounts, Instant first,
        Instant last, @Nullable Long waiting) {
    ParkedGroup(String reason, String topic, String detail, long records, long accounts, Instant first,
            Instant last) {
        this(reason, topic, detail, records, accounts, first, last, null);
    }

    ParkedGroup withWaiting(long count) {
        return new ParkedGroup(reason, topic, detail, records, accounts, first, last, count);
    }
}
