package dev.accountrisk.observe;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.OutboxBacklog;
import dev.accountrisk.parking.OpenParkedCounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Reports what only the database knows: how long events have waited to be sent, how many records are parked, and how far this
 * worker's clock is from MySQL's. But for the clock, every worker reports the same numbers. They are NaN while MySQL does not answer.
 * Each query has a limit, however many rows there are.
 */
public final class DatabaseGauges {
    private static final int COUNTED_MAX = 10_000;
    private static final long PERIOD_MILLIS = 5_000;

    private final Transactions transactions;
    private final ClockDifference clock;
    private final BlockedOutbox outbox = new BlockedOutbox();
    private volatile Seen seen = Seen.NOTHING;

    /** @param clock this worker's, which is compared with MySQL's */
    public DatabaseGauges(Transactions transactions, MeterRegistry registry, Clock clock) {
        this.transactions = transactions;
        this.clock = new ClockDifference(clock);
        Gauge.builder("account.risk.clock.difference.seconds", this.clock, ClockDifference::seconds)
                .description("how far this worker's clock is ahead of MySQL's; negative if MySQL's is ahead")
                .register(registry);
        Gauge.builder("account.risk.outbox.oldest.seconds", this, gauges -> gauges.seen.oldestSeconds())
                .description("how long the oldest batch of events has waited to be sent")
                .register(registry);
        Gauge.builder("account.risk.outbox.rows", this, gauges -> gauges.seen.outboxRows())
                .description("batches of events that wait to be sent, counted up to " + COUNTED_MAX)
                .register(registry);
        for (ParkReason reason : ParkReason.values()) {
            Gauge.builder("account.risk.parked.open.records", this, gauges -> gauges.seen.parked(reason))
                    .description("parked records that nobody has released or dropped, the oldest " + COUNTED_MAX)
                    .tag("reason", reason.name())
                    .register(registry);
        }
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = PERIOD_MILLIS)
    void refresh() {
        try {
            Seen now = transactions.runRepeatable(this::readInTx);
            seen = now;
            outbox.observe(now.oldestSeconds());
        } catch (SQLException | RuntimeException unavailable) {
            // the partitions' status names the cause; the numbers are unknown here
            seen = Seen.NOTHING;
            clock.unknown();
        }
    }

    private Seen readInTx(Connection connection) throws SQLException {
        clock.measureInTx(connection);
        OutboxBacklog backlog = OutboxBacklog.readInTx(connection, COUNTED_MAX);
        return new Seen(backlog.oldestSeconds(), backlog.rows(),
                OpenParkedCounts.readInTx(connection, COUNTED_MAX), 0);
    }

    /** @param otherwise the count to report for every other reason */
    private record Seen(double oldestSeconds, double outboxRows, Map<ParkReason, Long> parked, double otherwise) {
        static final Seen NOTHING = new Seen(Double.NaN, Double.NaN, Map.of(), Double.NaN);

        double parked(ParkReason reason) {
            Long count = parked.get(reason);
            return count == null ? otherwise : count;
        }
    }
}
