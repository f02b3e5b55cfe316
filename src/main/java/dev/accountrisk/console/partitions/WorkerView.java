package dev.accountrisk.console.partitions;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A worker, as it reported itself last.
 *
 * @param silent     whether its reports have ended: it was killed, or does not reach MySQL
 * @param problems   why it is not ready, by the thing concerned
 * @param partitions how many it has
 */
public record WorkerView(String host, String version, Instant startedAt, Instant reportedAt, boolean silent,
        boolean ready,
        Map<String, String> problems, int partitions) {
    /** Workers report every five seconds. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    /** Whether the last report is too old for its worker to be alive. */
    public static boolean isSilent(Instant reportedAt, Instant now) {
        return reportedAt.isBefore(now.minus(SILENT_AFTER));
    }
}
