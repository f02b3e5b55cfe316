package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** Counts parked records that nobody has released or dropped. */
public final class OpenParkedCounts {
    private static final String READ = """
            SELECT reason, COUNT(*) FROM (SELECT reason FROM parked_record WHERE state = 'PARKED' ORDER BY id LIMIT ?) AS oldest
            GROUP BY reason""";

    private OpenParkedCounts() {}

    /** Counts the oldest records by reason, at most this many in all. */
    public static Map<ParkReason, Long> readInTx(Connection connection, int limit) throws SQLException {
        Map<ParkReason, Long> counts = new EnumMap<>(ParkReason.class);
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setInt(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(ParkReason.valueOf(row.getString(1)), row.getLong(2));
                }
            }
        }
        return counts;
    }
}
