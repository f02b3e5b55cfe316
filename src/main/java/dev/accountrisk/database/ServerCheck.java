package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the guarantees can be kept on a server: its product, and those of its settings that a session without privileges
 * cannot set.
 */
public final class ServerCheck {
    /** A batch of parked records, at most 256 of 64 KiB in one statement, fits. */
    static final long PACKET_BYTES_MIN = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final String QUESTION = """
            SHOW VARIABLES WHERE Variable_name IN ('version', 'log_bin', 'binlog_format', 'max_allowed_packet',
            'innodb_flush_log_at_trx_commit', 'sync_binlog')""";

    private ServerCheck() {}

    /** Refuses a server that is not MySQL 8.4 or later, by its name and with the reason. */
    static void requireMySql(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@version, @@version_comment")) {
            row.next();
            requireMySql(row.getString(1), row.getString(2));
        }
    }

    /**
     * Refuses by what a server says of itself.
     *
     * @param version as it tells each client: TiDB and Vitess let an operator choose it
     * @param comment names the product all the same; Vitess gives the revision of its source
     */
    static void requireMySql(String version, String comment) throws SQLException {
        if (version.contains("MariaDB") || comment.contains("MariaDB")) {
            throw refused("MariaDB " + version, "it has neither row aliases in upserts nor FOR UPDATE OF");
        }
        if (version.contains("TiDB") || comment.contains("TiDB")) {
            throw refused("TiDB " + version, "its CHECK constraints and locking reads are not those of InnoDB");
        }
        if (version.contains("itess") || comment.contains("Git revision")) {
            throw refused("Vitess " + version,
                    "it accepts LOCK TABLES but locks nothing, so a rebuild would lose what is written meanwhile");
        }
        String[] numbers = version.split("[.\\-]", 3);
        if (numbers.length < 2 || !isAtLeast84(numbers[0], numbers[1])) {
            throw refused("MySQL " + version,
                    "MySQL 8.4 or later is needed: older ones are not tested and get no repairs");
        }
    }

    private static boolean isAtLeast84(String major, String minor) {
        try {
            int number = Integer.parseInt(major);
            return number > 8 || (number == 8 && Integer.parseInt(minor) >= 4);
        } catch (NumberFormatException noVersion) {
            return false;
        }
    }

    /** Refuses a server with settings under which writes fail. */
    static void requireUsableSettings(Connection connection) throws SQLException {
        requireUsableSettings(variables(connection));
    }

    static void requireUsableSettings(Map<String, String> variables) throws SQLException {
        boolean writesBinaryLog = "ON".equals(variables.get("log_bin"));
        if (writesBinaryLog && "STATEMENT".equals(variables.get("binlog_format"))) {
            throw refused("MySQL with binlog_format=STATEMENT",
                    "it refuses writes under READ COMMITTED (error 1665); set binlog_format to ROW");
        }
        long packetBytes = Long.parseLong(variables.getOrDefault("max_allowed_packet", "0"));
        if (packetBytes < PACKET_BYTES_MIN) {
            throw refused("MySQL with max_allowed_packet=" + packetBytes,
                    "a batch may not fit; set max_allowed_packet to " + PACKET_BYTES_MIN + " or more");
        }
    }

    /** Warns if the server may lose what it has committed. */
    public static void warnUnlessDurable(Connection connection) throws SQLException {
        Map<String, String> variables = variables(connection);
        String flush = variables.getOrDefault("innodb_flush_log_at_trx_commit", "1");
        String sync = variables.getOrDefault("sync_binlog", "1");
        boolean writesBinaryLog = "ON".equals(variables.get("log_bin"));
        if (!flush.equals("1") || (writesBinaryLog && !sync.equals("1"))) {
            LOG.warn(
                    "the server may lose commits when its host fails: innodb_flush_log_at_trx_commit={}, sync_binlog={}",
                    flush, sync);
        }
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUESTION)) {
            while (row.next()) {
                variables.put(row.getString(1), row.getString(2));
            }
        }
        return variables;
    }

    private static SQLException refused(String server, String why) {
        return new SQLNonTransientConnectionException(server + " cannot be used: " + why, "08004");
    }
}
