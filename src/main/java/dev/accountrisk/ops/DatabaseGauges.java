package dev.accountrisk.ops;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What only the database knows: how long events wait to leave, and what is parked. The same from every worker, and not a number
 * while it is not known. Each look is bounded, however much there is.
 */
final class DatabaseGauges implements AutoCloseable {
    static final int COUNTED_MAX = 10_000;
    private static final long PERIOD_SECONDS = 5;

    private static final String OUTBOX = "SELECT COUNT(*), TIMESTAMPDIFF(SECOND, MIN(create_time), CURRENT_TIMESTAMP(3))"
            + " FROM (SELECT create_time FROM outbox ORDER BY id LIMIT " + COUNTED_MAX + ") AS oldest";
    private static final String PARKED = "SELECT reason, COUNT(*) FROM (SELECT reason FROM parked_record"
            + " WHERE state = 'PARKED' ORDER BY id LIMIT " + COUNTED_MAX + ") AS oldest GROUP BY reason";

    private final Transactions transactions;
    private volatile Seen seen = Seen.NOTHING;
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("database-gauges").daemon().factory());

    DatabaseGauges(Transactions transactions, MeterRegistry registry) {
        this.transactions = transactions;
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
        var _ = scheduler.scheduleWithFixedDelay(this::look, 1, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            seen = transactions.runRepeatable(DatabaseGauges::askInTx);
        } catch (SQLException | RuntimeException away) {
            // the partitions' status says so, with the cause; here nothing is known
            seen = Seen.NOTHING;
        }
    }

    private static Seen askInTx(Connection connection) throws SQLException {
        try (PreparedStatement outbox = connection.prepareStatement(OUTBOX);
                ResultSet backlog = outbox.executeQuery();
                PreparedStatement parked = connection.prepareStatement(PARKED);
                ResultSet row = parked.executeQuery()) {
            backlog.next();
            Map<ParkReason, Double> byReason = new EnumMap<>(ParkReason.class);
            while (row.next()) {
                byReason.put(ParkReason.valueOf(row.getString(1)), row.getDouble(2));
            }
            return new Seen(Math.max(0, backlog.getDouble(2)), backlog.getDouble(1), byReason, 0);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** @param otherwise the count of a reason that has none */
    private record Seen(double oldestSeconds, double outboxRows, Map<ParkReason, Double> parked, double otherwise) {
        static final Seen NOTHING = new Seen(Double.NaN, Double.NaN, Map.of(), Double.NaN);

        double parked(ParkReason reason) {
            return parked.getOrDefault(reason, otherwise);
        }
    }
}
