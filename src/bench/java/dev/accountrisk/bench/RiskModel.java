package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The rows that the contract asks for after a stream, computed in the plainest way. */
final class RiskModel {
    private static final double MEDIUM_FROM = 30;
    private static final double HIGH_FROM = 60;
    private static final double CRITICAL_FROM = 85;

    private final Map<String, Winner> winners = new HashMap<>();

    /** The winner, without its record, because there may be a million of them. */
    private record Winner(long occurredAtMillis, String eventId, double risk) {}

    RiskModel(RiskStream stream) {
        stream.replay(update -> winners.merge(update.accountUuid(),
                new Winner(update.occurredAtMillis(), update.eventId(), update.risk()), RiskModel::later));
    }

    private static Winner later(Winner one, Winner other) {
        int byTime = Long.compare(one.occurredAtMillis(), other.occurredAtMillis());
        int order = byTime != 0 ? byTime : one.eventId().compareTo(other.eventId());
        return order >= 0 ? one : other;
    }

    int rows() {
        return winners.size();
    }

    /** Compares the table with the model. */
    Verdict check(Connection connection) throws SQLException {
        return check(connection, "SELECT account_uuid, risk, occurred_at, last_event_id, level FROM account_risk");
    }

    /** Compares what a query answers: account, risk, time, event id, and the level where the contender keeps one. */
    Verdict check(Connection connection, String query) throws SQLException {
        int seen = 0;
        int wrong = 0;
        try (Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet row = statement.executeQuery(query)) {
                boolean hasLevel = row.getMetaData().getColumnCount() > 4;
                while (row.next()) {
                    seen++;
                    Winner winner = winners.get(row.getString(1));
                    boolean right = winner != null && row.getDouble(2) == winner.risk()
                            && row.getLong(3) == winner.occurredAtMillis() && winner.eventId().equals(row.getString(4))
                            && (!hasLevel || level(winner.risk()).equals(row.getString(5)));
                    wrong += right ? 0 : 1;
                }
            }
        }
        return new Verdict(wrong + Math.max(0, rows() - seen), rows());
    }

    private static String level(double risk) {
        if (risk >= CRITICAL_FROM) {
            return "CRITICAL";
        }
        if (risk >= HIGH_FROM) {
            return "HIGH";
        }
        return risk >= MEDIUM_FROM ? "MEDIUM" : "LOW";
    }
}
