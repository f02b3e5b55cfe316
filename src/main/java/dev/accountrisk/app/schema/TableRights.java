package dev.accountrisk.app.schema;

import dev.accountrisk.database.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Finds out whether the database user may write to a job's own table, before the job begins. */
public final class TableRights {
    private final DataSource dataSource;

    /** @param dataSource whose user's rights are meant */
    public TableRights(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Inserts no row.
     *
     * @throws IllegalStateException if the user may not, with the user that the command needs
     */
    public void requireInsert(String table) throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            try {
                statement.executeUpdate("INSERT INTO " + table + " SELECT * FROM " + table + " WHERE FALSE");
            } catch (SQLException failure) {
                if (SqlFault.isMissingPrivilege(failure)) {
                    throw new IllegalStateException("the database user " + connection.getMetaData().getUserName()
                            + " may not write to " + table + ". This command needs the jobs' user, account_risk_jobs of"
                            + " deploy/mysql/grants.sql (a rebuild needs account_risk_rebuild), and backfill also the rights of"
                            + " deploy/mysql/backfill.sql: after an upgrade run both again. In a cluster run it with"
                            + " deploy/kubernetes/job.sh, not in a worker's pod", failure);
                }
                throw failure;
            } finally {
                connection.rollback();
            }
        }
    }
}
