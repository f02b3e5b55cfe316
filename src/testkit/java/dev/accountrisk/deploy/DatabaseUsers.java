package dev.accountrisk.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Makes the users of {@code deploy/mysql} on a real server, for a database of the test's own. */
public final class DatabaseUsers {
    /** A user of {@code users.sql}. */
    public static final String WORKER = "account_risk_worker";
    /** A user of {@code users.sql}. */
    public static final String JOBS = "account_risk_jobs";
    /** A user of {@code users.sql}. */
    public static final String REBUILD = "account_risk_rebuild";
    /** A user of {@code users.sql}. */
    public static final String MIGRATION = "account_risk_migration";
    /** A user of {@code users.sql}. */
    public static final String CONSOLE = "account_risk_console";
    /** The scripts of this version. */
    public static final Path DIR = Path.of("deploy", "mysql");

    private static final int NO_SUCH_THREAD = 1094;

    private final Connection administrator;
    private final String database;
    private final Path dir;

    /** Makes the users of this version. */
    public DatabaseUsers(Connection administrator, String database) {
        this(administrator, database, DIR);
    }

    /**
     * Makes the users of another version.
     *
     * @param dir where its scripts are
     */
    public DatabaseUsers(Connection administrator, String database, Path dir) {
        this.administrator = administrator;
        this.database = database;
        this.dir = dir;
    }

    /** Recreates users that an earlier test left. */
    public void create() throws IOException, SQLException {
        execute("DROP USER IF EXISTS '" + WORKER + "'@'%', '" + JOBS + "'@'%', '" + REBUILD + "'@'%', '" + MIGRATION
                + "'@'%', '" + CONSOLE + "'@'%'");
        run("users.sql");
    }

    /** Gives a user a password, and lets it in. */
    public void open(String user, String password) throws SQLException {
        execute("ALTER USER '" + user + "'@'%' IDENTIFIED BY '" + password + "' ACCOUNT UNLOCK");
    }

    /** Gives the workers and the jobs their rights; the tables must be there. */
    public void grant() throws IOException, SQLException {
        run("grants.sql");
    }

    /** Gives the jobs and the rebuild the rights that a backfill needs. */
    public void grantBackfill() throws IOException, SQLException {
        run("backfill.sql");
    }

    /** As the server says them, with the file's name of the database. */
    public Set<String> grantsOf(String user) throws SQLException {
        Set<String> grants = new TreeSet<>();
        try (var statement = administrator.createStatement();
                ResultSet grant = statement.executeQuery("SHOW GRANTS FOR '" + user + "'@'%'")) {
            while (grant.next()) {
                grants.add(grant.getString(1).replace("`" + database, "`account_risk"));
            }
        }
        return grants;
    }

    /**
     * Ends the user's sessions, as a server does that was restarted. Found in {@code performance_schema}: the list of
     * {@code information_schema} cannot be read at all while a prepared statement with raw bytes runs.
     */
    public void killSessionsOf(String user) throws SQLException {
        try (var statement = administrator.createStatement();
                ResultSet session = statement
                        .executeQuery("SELECT processlist_id FROM performance_schema.threads WHERE processlist_user = '"
                                + user + "'")) {
            while (session.next()) {
                try {
                    execute("KILL " + session.getLong(1));
                } catch (SQLException failure) {
                    // else it ended by itself between the look and the blow
                    if (failure.getErrorCode() != NO_SUCH_THREAD) {
                        throw failure;
                    }
                }
            }
        }
    }

    private void run(String file) throws IOException, SQLException {
        String text = Files.readString(dir.resolve(file))
                .replaceAll("(?m)--.*$", "")
                .replaceAll("\\baccount_risk((_shadow|_replaced)?[.;])", database + "$1");
        for (String statement : text.split(";", -1)) {
            if (!statement.isBlank()) {
                execute(statement.strip());
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }
}
