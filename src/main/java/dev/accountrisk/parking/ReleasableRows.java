package dev.accountrisk.parking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads which parked records of a selection a release takes, in a transaction of the caller: those that {@link ParkedChoice#releasable()}
 * has, without entities.
 */
public final class ReleasableRows {
    /** By itself MySQL would read the table in the order of its key, and go through a million records to find a few. */
    private static final String RELEASABLE = """
             FROM parked_record IGNORE INDEX (PRIMARY)
            WHERE state = 'PARKED' AND account_uuid IS NOT NULL AND reason <> 'CONFLICT'""";

    /** One of them. */
    public record Row(long id, String topic, String account) {}

    /** A condition, and the values of its parameters. */
    private record Condition(String sql, List<Object> values) {
        static Condition of(ParkedSelection selection) {
            Condition condition = new Condition(RELEASABLE, new ArrayList<>());
            String topic = selection.topic();
            return condition.in("id", selection.ids())
                    .in("reason", selection.reasons().stream().map(Enum::name).toList())
                    .in("account_uuid", selection.accounts())
                    .in("source_topic", topic == null ? List.of() : List.of(topic))
                    .compared("source_timestamp >= ?", selection.fromMillis())
                    .compared("source_timestamp < ?", selection.untilMillis())
                    .compared("id <= ?", selection.upToId());
        }

        private Condition in(String column, List<?> allowed) {
            if (allowed.isEmpty()) {
                return this;
            }
            values.addAll(allowed);
            return new Condition(sql + " AND " + column + " IN ("
                    + String.join(", ", Collections.nCopies(allowed.size(), "?")) + ")", values);
        }

        private Condition compared(String comparison, @Nullable Long bound) {
            if (bound == null) {
                return this;
            }
            values.add(bound);
            return new Condition(sql + " AND " + comparison, values);
        }

        void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        }
    }

    /** The first of them, in the order they were parked. */
    public List<Row> firstInTx(Connection connection, ParkedSelection selection, int limit) throws SQLException {
        Condition condition = Condition.of(selection);
        List<Row> first = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, source_topic, account_uuid" + condition.sql() + " ORDER BY id LIMIT " + limit)) {
            condition.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    first.add(new Row(row.getLong(1), row.getString(2), row.getString(3)));
                }
            }
        }
        return first;
    }

    /** How many there are; at most so many are counted. */
    public long countInTx(Connection connection, ParkedSelection selection, int most) throws SQLException {
        Condition condition = Condition.of(selection);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COUNT(*) FROM (SELECT 1" + condition.sql() + " LIMIT " + most + ") counted")) {
            condition.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
