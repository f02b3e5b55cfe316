package dev.accountrisk.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the server is one that the promises can be kept on, and whether it keeps what it has committed. */
final class ServerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);

    private static final String QUESTION = """
            SELECT VERSION(), @@transaction_isolation, @@sql_mode, @@innodb_flush_log_at_trx_commit, @@sync_binlog, @@log_bin""";

    private ServerCheck() {}

    /**
     * Asks the server.
     *
     * @throws SQLException          if it does not answer
     * @throws IllegalStateException if it cannot be used as it is
     */
    static void requireUsable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet answer = statement.executeQuery(QUESTION)) {
            answer.next();
            String version = answer.getString(1);
            if (!isUsable(version)) {
                throw new IllegalStateException("MySQL " + version + " is too old, or none: 8.0.20 or later is needed");
            }
            if (!"READ-COMMITTED".equals(answer.getString(2))) {
                throw new IllegalStateException(
                        "transaction_isolation is " + answer.getString(2) + ", not READ-COMMITTED");
            }
            if (!answer.getString(3).contains("STRICT_")) {
                throw new IllegalStateException("sql_mode is not strict: values would be changed in silence");
            }
            if (answer.getInt(4) != 1 || (answer.getBoolean(6) && answer.getInt(5) != 1)) {
                LOG.warn(
                        "the server may lose commits when its host fails: innodb_flush_log_at_trx_commit={}, sync_binlog={}",
                        answer.getInt(4), answer.getInt(5));
            }
        }
    }

    static boolean isUsable(String version) {
        String[] numbers = version.split("[.\\-]", 4);
        if (version.contains("MariaDB") || numbers.length < 3) {
            return false;
        }
        int major = Integer.parseInt(numbers[0]);
        return major > 8 || (major == 8 && (Integer.parseInt(numbers[1]) > 0 || Integer.parseInt(numbers[2]) >= 20));
    }
}
