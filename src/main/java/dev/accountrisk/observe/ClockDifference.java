package dev.accountrisk.observe;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how far this worker's clock is ahead of MySQL's; a negative difference means that MySQL's is ahead. MySQL is assumed to
 * read its clock half-way between the question and the answer, so an answer that took long is not used.
 */
final class ClockDifference {
    private static final Logger LOG = LoggerFactory.getLogger(ClockDifference.class);
    private static final Duration ANSWER_MAX = Duration.ofMillis(500);
    private static final double SECONDS_MAX = 1;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Clock clock;
    private volatile double seconds = Double.NaN;
    private boolean large;

    ClockDifference(Clock clock) {
        this.clock = clock;
    }

    /** As last measured; NaN while it is unknown. */
    double seconds() {
        return seconds;
    }

    void unknown() {
        seconds = Double.NaN;
    }

    void measureInTx(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Instant asked = clock.instant();
            try (ResultSet row = statement.executeQuery("SELECT UNIX_TIMESTAMP(CURRENT_TIMESTAMP(6)) * 1000")) {
                if (row.next()) {
                    measured(asked, row.getDouble(1), clock.instant());
                }
            }
        }
    }

    private void measured(Instant asked, double databaseMillis, Instant answered) {
        Duration roundTrip = Duration.between(asked, answered);
        if (roundTrip.compareTo(ANSWER_MAX) < 0) {
            double halfWayMillis = asked.toEpochMilli() + roundTrip.toNanos() / 2e6;
            seconds = (halfWayMillis - databaseMillis) / MILLIS_PER_SECOND;
            logChange();
        }
    }

    private void logChange() {
        boolean nowLarge = Math.abs(seconds) > SECONDS_MAX;
        if (nowLarge && !large) {
            LOG.warn(
                    "the clock of this worker differs from MySQL's by {} s: no row depends on it, because MySQL decides"
                            + " which holds are due; but the times in this log and the check of certificates do. Correct the clock",
                    Math.round(seconds));
        } else if (large && !nowLarge) {
            LOG.info("the clock of this worker agrees with MySQL's again");
        }
        large = nowLarge;
    }
}
