package dev.accountrisk.console.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Puts together what was done to a parked record. The caller has a transaction open. */
@Component
public class HistoryReader {
    private static final int EACH_MAX = 50;
    /** What was carried out has the time of a worker's clock. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(5);

    private final AskedRepository asked;
    private final DoneRepository done;

    HistoryReader(AskedRepository asked, DoneRepository done) {
        this.asked = asked;
        this.done = done;
    }

    /**
     * A record, as far as the history needs it.
     *
     * @param account null if its key names none
     */
    public record Subject(long id, String reason, String topic, @Nullable String account, Instant parkedAt) {}

    /** Reads it. */
    public RecordHistory readInTx(Subject of) {
        List<HistoryEntry> orders = asked
                .about(of.id(), of.parkedAt(), of.reason(), of.topic(), of.account(), Limit.of(EACH_MAX))
                .stream()
                .map(AskedRow::entry)
                .toList();
        List<HistoryEntry> carriedOut = done
                .about(of.id(), of.account(), of.parkedAt().minus(CLOCKS_DIFFER_MAX).toEpochMilli(), EACH_MAX)
                .stream()
                .map(row -> row.entry(of.id()))
                .toList();
        return new RecordHistory(Stream.concat(orders.stream(), carriedOut.stream())
                .sorted(Comparator.comparing(HistoryEntry::time).reversed())
                .toList(), orders.size() < EACH_MAX && carriedOut.size() < EACH_MAX);
    }
}
