package dev.accountrisk.backfill;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of runs: what was asked for, and how far it is. */
final class Runs {
    private static final String UNFINISHED = "state IN ('RUNNING', 'STOPPED', 'FAILED')";

    private final Transactions transactions;

    Runs(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A run that has not come to its end. */
    record Unfinished(long id, Mode mode, int shards) {}

    /** The latest run of this specification, if it did not come to its end. */
    OptionalLong find(String specification) throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM backfill_run WHERE "
                    + "specification = ? AND " + UNFINISHED + " ORDER BY id DESC LIMIT 1")) {
                statement.setString(1, specification);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    /** All that have not come to their end. */
    List<Unfinished> unfinished() throws SQLException {
        return transactions.runRepeatable(connection -> {
            List<Unfinished> runs = new ArrayList<>();
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT id, mode, shards FROM backfill_run WHERE " + UNFINISHED + " ORDER BY id");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    runs.add(new Unfinished(row.getLong(1), Mode.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
            return runs;
        });
    }

    /** Begins a run with its ranges; the end of each is fixed by it. */
    long begin(BackfillSettings settings, List<Range> ranges, long atMillis) throws SQLException {
        return transactions.runRepeatable(connection -> {
            long id = insertInTx(connection, settings, atMillis);
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO backfill_partition"
                    + " (run_id, topic, partition_no, topic_id, from_offset, until_offset, next_offset)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (Range range : ranges) {
                    statement.setLong(1, id);
                    statement.setString(2, range.source().topic());
                    statement.setInt(3, range.source().partition());
                    statement.setString(4, range.source().topicId());
                    statement.setLong(5, range.from());
                    statement.setLong(6, range.until());
                    statement.setLong(7, range.from());
                    statement.executeUpdate();
                }
            }
            return id;
        });
    }

    private static long insertInTx(Connection connection, BackfillSettings settings, long atMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO backfill_run (mode, specification, shards, state, begun_at) VALUES (?, ?, ?, 'RUNNING', ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, settings.mode().name());
            statement.setString(2, settings.specification());
            statement.setInt(3, settings.shard().count());
            statement.setLong(4, atMillis);
            statement.executeUpdate();
            try (ResultSet key = statement.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    /** A partition's part, and whether it is done. */
    record Part(Range range, boolean finished) {}

    List<Part> parts(long run) throws SQLException {
        return transactions.runRepeatable(connection -> {
            List<Part> parts = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT topic, topic_id, partition_no,"
                    + " from_offset, until_offset, finished FROM backfill_partition WHERE run_id = ?"
                    + " ORDER BY topic, partition_no")) {
                statement.setLong(1, run);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Range range = new Range(new Source(row.getString(1), row.getString(2), row.getInt(3)),
                                row.getLong(4), row.getLong(4), row.getLong(5));
                        parts.add(new Part(range, row.getBoolean(6)));
                    }
                }
            }
            return parts;
        });
    }

    /** A partition's part is done. */
    void finished(long run, Source source) throws SQLException {
        change("UPDATE backfill_partition SET finished = TRUE WHERE run_id = ? AND topic = ? AND partition_no = ?", run,
                source.topic(), source.partition());
    }

    void state(long run, String state) throws SQLException {
        change("UPDATE backfill_run SET state = ? WHERE id = ?", state, run);
    }

    /** The run is at its end. */
    void end(long run, String state, long differences, long records, Optional<Long> heldMicros, long atMillis)
            throws SQLException {
        change("UPDATE backfill_run SET state = ?, differences = ?, records = ?, held_micros = ?, ended_at = ?"
                + " WHERE id = ?", state, differences, records, heldMicros.orElse(null), atMillis, run);
    }

    /** Whether another process has brought the run to its end. */
    boolean hasEnded(long run) throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT ended_at IS NOT NULL FROM backfill_run WHERE id = ?")) {
                statement.setLong(1, run);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    /** How many records a second the latest finished run of a kind took; empty when there is none to tell by. */
    OptionalLong pace(Mode mode) throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT records * 1000 DIV"
                    + " (ended_at - begun_at) FROM backfill_run WHERE mode = ? AND ended_at > begun_at"
                    + " AND records > 10000 ORDER BY id DESC LIMIT 1")) {
                statement.setString(1, mode.name());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    private void change(String sql, @Nullable Object... values) throws SQLException {
        transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int index = 0; index < values.length; index++) {
                    statement.setObject(index + 1, values[index]);
                }
                return statement.executeUpdate();
            }
        });
    }
}
