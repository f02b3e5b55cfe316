package dev.accountrisk.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * When MySQL could not end transactions, as while its disk is full and up to a minute after: they keep their row locks, and everybody
 * else's wait for these ends with 1205. At other times nobody waits that long.
 */
public final class LockWaits {
    private static final Pattern LOCK_WAIT = Pattern.compile("Lock wait timeout exceeded|\\b1205\\b");

    private final List<Span> spans = new CopyOnWriteArrayList<>();

    private record Span(Instant from, Instant until) {}

    LockWaits() {}

    /** Transactions could not end between these times. */
    public void expect(Instant from, Instant until) {
        spans.add(new Span(from, until));
    }

    /**
     * @param line       of a worker's log, which begins with its time
     * @param clockAhead by how much the worker's clock is ahead
     */
    boolean explain(String line, Duration clockAhead) {
        if (!LOCK_WAIT.matcher(line).find() || line.indexOf(' ') < 0) {
            return false;
        }
        try {
            Instant time = Instant.parse(line.substring(0, line.indexOf(' '))).minus(clockAhead);
            return spans.stream().anyMatch(span -> !time.isBefore(span.from()) && !time.isAfter(span.until()));
        } catch (DateTimeParseException withoutTime) {
            return false;
        }
    }
}
