package dev.accountrisk.observe;

import dev.accountrisk.database.Causes;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.ingest.LiveConsumer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the console what only this worker knows: which partitions it has, how they are, and whether it is ready. Every few seconds it
 * writes one row of {@code worker_report}. A failure costs the console a report, and the worker nothing.
 */
public final class WorkerReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerReports.class);
    private static final long PERIOD_MILLIS = 5_000;
    private static final int PARTITIONS_MAX = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String WRITE = """
            INSERT INTO worker_report (worker_id, host, version, started_at, reported_at, ready, problems, partitions)
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?, ?)
            ON DUPLICATE KEY UPDATE ready = VALUES(ready), problems = VALUES(problems),
                partitions = VALUES(partitions), reported_at = VALUES(reported_at)""";
    private static final String DELETE = "DELETE FROM worker_report WHERE worker_id = ?";
    /** A worker that was killed leaves its row. An hour is long enough for an operator to see it. */
    private static final String DELETE_SILENT = "DELETE FROM worker_report WHERE reported_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR";

    private final String id = UUID.randomUUID().toString();
    private final Transactions transactions;
    private final LiveConsumer consumer;
    private final WorkerHealth health;
    private final Identity identity;
    private String lastFailure = "";
    private volatile boolean reported;

    /**
     * Which process reports.
     *
     * @param host      where it runs
     * @param version   of the program
     * @param startedAt when the process started
     */
    public record Identity(String host, String version, Instant startedAt) {}

    public WorkerReports(Transactions transactions, LiveConsumer consumer, WorkerHealth health, Identity identity) {
        this.transactions = transactions;
        this.consumer = consumer;
        this.health = health;
        this.identity = identity;
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = PERIOD_MILLIS)
    void report() {
        Health now = health.health();
        Map<String, Object> problems = Status.UP.equals(now.getStatus()) ? Map.of() : now.getDetails();
        List<PartitionReport> partitions = PartitionReport.of(consumer.statuses(), consumer.lags(), PARTITIONS_MAX);
        try {
            transactions.runRepeatable(connection -> writeInTx(connection, problems, partitions));
            lastFailure = "";
            reported = true;
        } catch (SQLException | RuntimeException failure) {
            // until the worker has found its schema, the table may not be there
            if (!now.getDetails().containsKey(WorkerHealth.WAITING_FOR)) {
                logOnce(Causes.innermost(failure));
            }
        }
    }

    private int writeInTx(Connection connection, Map<String, Object> problems, List<PartitionReport> partitions)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, id);
            statement.setString(2, identity.host());
            statement.setString(3, identity.version());
            statement.setObject(4, LocalDateTime.ofInstant(identity.startedAt(), ZoneOffset.UTC));
            statement.setBoolean(5, problems.isEmpty());
            statement.setString(6, JSON.writeValueAsString(problems));
            statement.setString(7, JSON.writeValueAsString(partitions));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE_SILENT)) {
            return statement.executeUpdate();
        }
    }

    private void logOnce(String cause) {
        if (!cause.equals(lastFailure)) {
            lastFailure = cause;
            LOG.warn("the console gets no report of this worker: {}. Records are applied all the same", cause);
        }
    }

    /** Removes the row: this worker ends. */
    @Override
    public void close() {
        if (!reported) {
            return;
        }
        try {
            transactions.runRepeatable(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                    statement.setString(1, id);
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException | RuntimeException failure) {
            LOG.debug("the report of this worker stays for an hour", failure);
        }
    }
}
