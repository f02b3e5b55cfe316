package dev.accountrisk.backfill.replay;

import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A run's own progress is the fence of its batches: a run that is resumed applies nothing twice. */
final class RunFence implements Fence {
    private static final String OF_PARTITION = " WHERE run_id = ? AND topic = ? AND partition_no = ?";
    private static final String ADVANCE = "UPDATE backfill_partition SET next_offset = ?" + OF_PARTITION
            + " AND topic_id = ? AND next_offset = ?";
    private static final String COUNT = "UPDATE backfill_partition SET applied = applied + ?, stale = stale + ?,"
            + " duplicate = duplicate + ?, refused = refused + ?, parked = parked + ?, ignored = ignored + ?"
            + OF_PARTITION;
    private static final String READ = "SELECT topic_id, next_offset FROM backfill_partition" + OF_PARTITION;

    private final long run;

    RunFence(long run) {
        this.run = run;
    }

    @Override
    public boolean advanceInTx(Connection connection, Slice<?> batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, batch.nextOffset());
            int index = bind(statement, 2, batch.source());
            statement.setString(index++, batch.source().topicId());
            statement.setLong(index, batch.fromOffset());
            return switch (statement.executeUpdate()) {
                case 0 -> false;
                case 1 -> true;
                default -> throw new IllegalStateException("bug: the key of backfill_partition is not unique");
            };
        }
    }

    @Override
    public void countInTx(Connection connection, Source source, OutcomeCounts counts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setLong(1, counts.applied());
            statement.setLong(2, counts.stale());
            statement.setLong(3, counts.duplicate());
            statement.setLong(4, counts.refused());
            statement.setLong(5, counts.parked());
            statement.setLong(6, counts.ignored());
            bind(statement, 7, source);
            statement.executeUpdate();
        }
    }

    @Override
    public Optional<Position> readInTx(Connection connection, Source source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            bind(statement, 1, source);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Position(row.getString(1), row.getLong(2), -1))
                        : Optional.empty();
            }
        }
    }

    /** What became of all records so far, over all partitions and processes. */
    OutcomeCounts countsInTx(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT SUM(applied), SUM(stale),"
                + " SUM(duplicate), SUM(refused), SUM(parked), SUM(ignored) FROM backfill_partition WHERE run_id = ?")) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new OutcomeCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getLong(6));
            }
        }
    }

    private int bind(PreparedStatement statement, int first, Source source) throws SQLException {
        int index = first;
        statement.setLong(index++, run);
        statement.setString(index++, source.topic());
        statement.setInt(index++, source.partition());
        return index;
    }
}
