package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation that this process works for: the row of the table {@code installation}, which a migration writes once. A promoted
 * replica and a restored backup have the same row. Any other database has another one, or none: if an address suddenly leads there,
 * a running worker would mix two systems.
 *
 * <p>The process remembers the row when it starts, and from then on refuses sessions with any other database. One that is
 * restarted takes the database that it meets.
 */
public final class Installation {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final String ID = "SELECT CONCAT(id, ', created ', create_time) FROM installation";
    private static final String PLACE = "SELECT CONCAT(COALESCE(DATABASE(), 'no database'), ' on ', @@hostname, ':', @@port)";

    private volatile @Nullable Found own;
    private volatile String refused = "";

    /**
     * What was found in a database.
     *
     * @param id    its installation
     * @param place its name and its server
     */
    private record Found(String id, String place) {}

    /**
     * Remembers the installation of a database, unless this process works for one already. A user without the right to read it works
     * without the check.
     *
     * @throws WrongInstallationException if it works for another one
     */
    public void remember(Connection connection) throws SQLException {
        if (own == null) {
            try {
                own = new Found(ask(connection, ID), ask(connection, PLACE));
            } catch (SQLException failure) {
                if (!SqlFault.isMissingPrivilege(failure)) {
                    throw failure;
                }
                LOG.warn(
                        "the database user may not read the table installation: this process would not notice that an address"
                                + " leads to the database of another installation. Run grants.sql");
                return;
            }
        }
        require(connection);
    }

    /**
     * Requires that a session leads to the installation of this process, if that is known.
     *
     * @throws WrongInstallationException if it leads to another one
     */
    public void require(Connection connection) throws SQLException {
        Found expected = own;
        if (expected == null) {
            return;
        }
        String id = askIfAny(connection);
        if (id.equals(expected.id())) {
            refused = "";
            return;
        }
        WrongInstallationException wrong = new WrongInstallationException("wrong database: " + ask(connection, PLACE)
                + " belongs to installation " + id + ", but this process works for installation " + expected.id()
                + ", which it met in " + expected.place());
        if (!id.equals(refused)) {
            refused = id;
            LOG.atError()
                    .addKeyValue("cause", wrong.getMessage())
                    .log("wrong database: nothing is read from it or written to it. Correct the address, or restart this process if"
                            + " it is to work for the other installation");
        }
        throw wrong;
    }

    private static String askIfAny(Connection connection) throws SQLException {
        try {
            return ask(connection, ID);
        } catch (SQLException failure) {
            if (SqlFault.isMissingTable(failure) || SqlFault.isMissingPrivilege(failure)) {
                return "unknown (" + SqlFault.describe(failure) + ")";
            }
            throw failure;
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "unknown (the table has no row)";
        }
    }
}
