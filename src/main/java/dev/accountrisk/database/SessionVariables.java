package dev.accountrisk.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The session variables that change what this project's statements return or do. A server, a user or {@code init_connect} may
 * give them any value, so every session sets them. None of them needs a privilege. Whether a session commits by itself is left
 * to the driver, which must know it.
 */
final class SessionVariables {
    /** The driver must learn this one while it connects: it quotes identifiers as the mode it finds says. */
    static final String SQL_MODE = "sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    private static final String SET = "SET SESSION " + String.join(", ", List.of(
            // how many rows a statement returns or changes
            "sql_select_limit = 18446744073709551615",
            "sql_safe_updates = 0",
            "max_join_size = 18446744073709551615",
            "sql_big_selects = 1",
            "max_execution_time = 0",
            "cte_max_recursion_depth = 1000",
            // how values and texts are converted
            SQL_MODE,
            "sql_auto_is_null = 0",
            "div_precision_increment = 4",
            "group_concat_max_len = 1048576",
            "max_sort_length = 1024",
            "windowing_use_high_precision = 1",
            "time_zone = '+00:00'",
            "sql_quote_show_create = 1",
            "show_create_table_verbosity = 0",
            "information_schema_stats_expiry = 0",
            // how tables are created
            "default_storage_engine = InnoDB",
            "explicit_defaults_for_timestamp = 1",
            "unique_checks = 1",
            "foreign_key_checks = 1",
            // transactions, locks and how long a session lives
            "transaction_isolation = 'READ-COMMITTED'",
            "transaction_read_only = 0",
            "completion_type = NO_CHAIN",
            "innodb_table_locks = 1",
            "innodb_lock_wait_timeout = " + PreparedSessions.LOCK_WAIT_MAX.toSeconds(),
            "wait_timeout = " + PreparedSessions.IDLE_MAX.toSeconds()));

    private SessionVariables() {}

    static void set(Connection connection) throws SQLException {
        Statements.execute(connection, SET);
    }
}
