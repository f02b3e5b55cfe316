package dev.accountrisk.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Global settings of a MySQL server that are set back when a test ends. */
public final class GlobalSettings implements AutoCloseable {
    /** Values that an administrator may give; each changes what some statement returns or does. */
    private static final Map<String, String> HOSTILE = Map.ofEntries(
            Map.entry("sql_select_limit", "2"), Map.entry("sql_safe_updates", "1"), Map.entry("max_join_size", "10"),
            Map.entry("sql_big_selects", "0"), Map.entry("max_execution_time", "1"),
            Map.entry("cte_max_recursion_depth", "1"), Map.entry("div_precision_increment", "0"),
            Map.entry("group_concat_max_len", "4"), Map.entry("max_sort_length", "4"),
            Map.entry("sql_mode",
                    "'ANSI,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,HIGH_NOT_PRECEDENCE,"
                            + "NO_UNSIGNED_SUBTRACTION,REAL_AS_FLOAT,TIME_TRUNCATE_FRACTIONAL'"),
            Map.entry("completion_type", "'CHAIN'"), Map.entry("autocommit", "0"),
            Map.entry("transaction_isolation", "'SERIALIZABLE'"), Map.entry("transaction_read_only", "1"),
            Map.entry("innodb_lock_wait_timeout", "1"), Map.entry("lock_wait_timeout", "1"),
            Map.entry("time_zone", "'+13:00'"), Map.entry("unique_checks", "0"), Map.entry("foreign_key_checks", "0"),
            Map.entry("sql_quote_show_create", "0"), Map.entry("explicit_defaults_for_timestamp", "0"),
            Map.entry("default_storage_engine", "'MyISAM'"), Map.entry("sql_require_primary_key", "1"),
            Map.entry("sql_generate_invisible_primary_key", "1"), Map.entry("show_create_table_verbosity", "1"),
            Map.entry("windowing_use_high_precision", "0"), Map.entry("auto_increment_increment", "7"),
            Map.entry("default_collation_for_utf8mb4", "'utf8mb4_general_ci'"));

    private final MySqlServer server;
    private final Map<String, String> before = new LinkedHashMap<>();

    private GlobalSettings(MySqlServer server) {
        this.server = server;
    }

    /** The settings as they are. */
    public static GlobalSettings of(MySqlServer server) {
        return new GlobalSettings(server);
    }

    /** Every setting at a value that changes results. */
    public static GlobalSettings hostile(MySqlServer server) throws SQLException {
        GlobalSettings settings = of(server);
        for (Map.Entry<String, String> hostile : HOSTILE.entrySet()) {
            settings.set(hostile.getKey(), hostile.getValue());
        }
        return settings;
    }

    /** Sets one until this is closed. */
    public void set(String variable, String sqlValue) throws SQLException {
        try (Connection connection = server.connect(""); Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = '', sql_select_limit = DEFAULT");
            try (var value = statement.executeQuery("SELECT @@GLOBAL." + variable)) {
                value.next();
                before.putIfAbsent(variable, String.valueOf(value.getString(1)));
            }
            statement.execute("SET GLOBAL " + variable + " = " + sqlValue);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = server.connect(""); Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : before.entrySet()) {
                String value = setting.getValue();
                statement.execute("SET GLOBAL " + setting.getKey() + " = "
                        + (value.matches("[0-9]+") ? value : "'" + value + "'"));
            }
        }
    }
}
