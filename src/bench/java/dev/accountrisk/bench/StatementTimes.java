package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where MySQL spends the processor time of a database's statements, by what they do and to which table. */
final class StatementTimes {
    private static final String COUNT_CPU = "UPDATE performance_schema.setup_consumers SET enabled = 'YES'"
            + " WHERE name = 'events_statements_cpu'";
    private static final String READ = "SELECT digest_text, sum_cpu_time / 1e6"
            + " FROM performance_schema.events_statements_summary_by_digest WHERE schema_name = ?";
    /** The verb, and the first table that the statement names. A prepared statement has a word before them. */
    private static final Pattern SHORT = Pattern.compile(
            "^(?:(?:EXECUTE|PREPARE) )?[( ]*(\\w+)(?:(?:(?<=UPDATE)|.*?\\b(?:INTO|FROM)) [`(]*(\\w+))?.*",
            Pattern.DOTALL);

    private final Map<String, Double> micros = new TreeMap<>();

    private StatementTimes() {}

    /** Makes MySQL count the processor time of statements. */
    static void enable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(COUNT_CPU);
        }
    }

    /** The totals so far. */
    static StatementTimes of(Connection connection, String database) throws SQLException {
        StatementTimes times = new StatementTimes();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    times.micros.merge(shortName(row.getString(1)), row.getDouble(2), Double::sum);
                }
            }
        }
        return times;
    }

    static String shortName(String statement) {
        Matcher parts = SHORT.matcher(statement);
        if (!parts.matches()) {
            return statement;
        }
        return parts.group(2) == null ? parts.group(1) : parts.group(1) + " " + parts.group(2);
    }

    /** What was spent since, for a record, the most first. */
    String sinceText(StatementTimes before, long records) {
        return SpentMicros.text(before.micros, micros, records);
    }
}
