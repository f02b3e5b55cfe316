package dev.accountrisk.actions;

import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The part of the audit that the command line writes: what an operator orders, before anything is done. What becomes of it is in the
 * tables of the command. Rows are added, and never changed or deleted.
 */
public final class CommandAudit {
    /** The one order that the console has no action for. */
    public static final String TRANSLATE = "TRANSLATE";
    private static final String INSERT = "INSERT INTO console_audit (done_by, action, subject, why, origin)"
            + " VALUES (?, ?, ?, ?, 'COMMAND')";

    private final Transactions transactions;

    public CommandAudit(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * An order.
     *
     * @param who     of 1 to 64 characters
     * @param what    the name of the action, for example {@code RELEASE}
     * @param subject what it is done to
     * @param why     of 1 to 500 characters
     */
    public record Order(String who, String what, String subject, String why) {}

    /**
     * Adds a row.
     *
     * @throws IllegalStateException if the database user may not; nothing may be done then
     */
    public void record(Order order) throws SQLException {
        try {
            transactions.runRepeatable(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                    statement.setString(1, order.who());
                    statement.setString(2, order.what());
                    statement.setString(3, AuditSubject.of(order.subject()));
                    statement.setString(4, order.why());
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException failure) {
            if (SqlFault.isMissingPrivilege(failure)) {
                throw new IllegalStateException(
                        "the database user may not add a row to console_audit, and nothing is done"
                                + " without one: run deploy/mysql/grants.sql again",
                        failure);
            }
            throw failure;
        }
    }
}
