package dev.accountrisk.observe;

import dev.accountrisk.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The table {@code worker_report}. Each statement has a transaction of its own: one that holds its own row while it looks through the
 * others' would wait for a worker that does the same (1213).
 */
final class WorkerReportStore {
    private static final String WRITE = """
            INSERT INTO worker_report (worker_id, host, version, started_at, reported_at, ready, problems, partitions,
                activity)
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?, ?, ?) AS new
            ON DUPLICATE KEY UPDATE ready = new.ready, problems = new.problems, partitions = new.partitions,
                activity = new.activity, reported_at = new.reported_at""";
    private static final String DELETE = "DELETE FROM worker_report WHERE worker_id = ?";
    /** A worker that was killed leaves its row. An hour is long enough for an operator to see it. */
    private static final String DELETE_SILENT = "DELETE FROM worker_report WHERE reported_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR";

    private final Transactions transactions;

    WorkerReportStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What one worker reports.
     *
     * @param problems   a JSON object
     * @param partitions a JSON array
     * @param activity   a JSON object
     */
    record Row(String workerId, WorkerReports.Identity identity, boolean ready, String problems, String partitions,
            String activity) {}

    /** Writes a worker's row, in place of its earlier one. */
    void write(Row row) throws SQLException {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                statement.setString(1, row.workerId());
                statement.setString(2, row.identity().host());
                statement.setString(3, row.identity().version());
                statement.setObject(4, LocalDateTime.ofInstant(row.identity().startedAt(), ZoneOffset.UTC));
                statement.setBoolean(5, row.ready());
                statement.setString(6, row.problems());
                statement.setString(7, row.partitions());
                statement.setString(8, row.activity());
                return statement.executeUpdate();
            }
        });
    }

    /** Deletes the rows of workers that have not reported for an hour. */
    void deleteSilent() throws SQLException {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETE_SILENT)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Deletes a worker's row. */
    void delete(String workerId) throws SQLException {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                statement.setString(1, workerId);
                return statement.executeUpdate();
            }
        });
    }
}
