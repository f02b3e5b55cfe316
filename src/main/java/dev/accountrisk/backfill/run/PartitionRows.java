package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The stored partitions of runs. */
final class PartitionRows {
    private PartitionRows() {}

    /** Inserts the partitions of a run, with what differs before any record was read. */
    static void insertInTx(Connection connection, long run, Plan plan) throws SQLException {
        List<Difference> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO backfill_partition"
                + " (run_id, topic, partition_no, topic_id, from_offset, until_offset, next_offset, differences)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Range range : plan.ranges()) {
                List<Difference> pastEnd = plan.positionsPastEnd(range.source());
                found.addAll(pastEnd);
                statement.setLong(1, run);
                statement.setString(2, range.source().topic());
                statement.setInt(3, range.source().partition());
                statement.setString(4, range.source().topicId());
                statement.setLong(5, range.from());
                statement.setLong(6, range.until());
                statement.setLong(7, range.from());
                statement.setLong(8, pastEnd.size());
                statement.executeUpdate();
            }
        }
        KeptDifferences.addInTx(connection, run, found);
    }

    static List<Runs.RunPartition> readInTx(Connection connection, long run) throws SQLException {
        List<Runs.RunPartition> partitions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT topic, topic_id, partition_no,"
                + " from_offset, until_offset, finished, differences FROM backfill_partition WHERE run_id = ?"
                + " ORDER BY topic, partition_no")) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Range range = new Range(new Source(row.getString(1), row.getString(2), row.getInt(3)),
                            row.getLong(4), row.getLong(4), row.getLong(5));
                    partitions.add(new Runs.RunPartition(range, row.getBoolean(6), row.getLong(7)));
                }
            }
        }
        return partitions;
    }

    /** Finishes a partition; returns false if it was finished before. */
    static boolean finishInTx(Connection connection, long run, Source source, long differences) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE backfill_partition SET finished = TRUE,"
                + " differences = differences + ? WHERE run_id = ? AND topic = ? AND partition_no = ?"
                + " AND finished = FALSE")) {
            statement.setLong(1, differences);
            statement.setLong(2, run);
            statement.setString(3, source.topic());
            statement.setInt(4, source.partition());
            return statement.executeUpdate() > 0;
        }
    }

    /** How many differences the partitions have; empty if a partition is not finished. */
    static OptionalLong differencesOfFinishedInTx(Connection connection, long run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT COALESCE(SUM(finished = FALSE), 0),"
                + " COALESCE(SUM(differences), 0) FROM backfill_partition WHERE run_id = ?")) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0 ? OptionalLong.empty() : OptionalLong.of(row.getLong(2));
            }
        }
    }
}
