package dev.accountrisk.observe;

import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.lanes.LiveWorkers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the workers whose {@link WorkerReports} are recent, by MySQL's clock. */
public final class ReportingWorkers implements LiveWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(ReportingWorkers.class);
    /** Three reports may be late before a worker no longer counts. The relay does not wait long for a table that somebody has locked. */
    private static final String COUNT = "SELECT /*+ MAX_EXECUTION_TIME(1000) */ COUNT(*) FROM worker_report WHERE reported_at > UTC_TIMESTAMP(3) - INTERVAL 15 SECOND";

    private final Transactions transactions;
    private boolean isRefused;

    /** @param transactions in the database that the workers report to */
    public ReportingWorkers(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Answers 1, this worker, if the user may not read the reports. */
    @Override
    public int count() throws SQLException {
        try {
            return transactions.runRepeatable(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(COUNT);
                        ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            });
        } catch (SQLException failure) {
            if (!SqlFault.isMissingPrivilege(failure)) {
                throw failure;
            }
            if (!isRefused) {
                isRefused = true;
                LOG.warn(
                        "the database user may not read the table worker_report: one worker may relay the whole outbox."
                                + " Run grants.sql");
            }
            return 1;
        }
    }
}
