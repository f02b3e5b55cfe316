package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.compare.Differences;
import dev.accountrisk.backfill.plan.BackfillSettings;
import dev.accountrisk.backfill.plan.Mode;
import dev.accountrisk.backfill.plan.Plan;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.record.Source;
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

/** The stored runs and their partitions. A run that has ended is never changed. */
public final class Runs {
    private static final String RUN = "SELECT id, mode, shards, state, differences, records FROM backfill_run";
    private static final String NOT_ENDED = " WHERE id = ? AND ended_at IS NULL";

    private final Transactions transactions;

    public Runs(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A run as it is stored. */
    public record StoredRun(long id, Mode mode, int shards, RunState state, long differences, long records) {}

    /** A partition of a run. */
    record RunPartition(Range range, boolean finished, long differences) {}

    /** The state of a run that is at its end, from the number of its differences. */
    @FunctionalInterface
    interface Verdict {
        RunState of(long differences);
    }

    /** The latest run of this specification that was not superseded. */
    Optional<StoredRun> latest(String specification) throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    RUN + " WHERE specification = ? AND state <> ? ORDER BY id DESC LIMIT 1")) {
                statement.setString(1, specification);
                statement.setString(2, RunState.SUPERSEDED.name());
                return runsInTx(statement).stream().findFirst();
            }
        });
    }

    /** All runs that can be resumed. */
    List<StoredRun> unfinished() throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement(RUN + " WHERE state IN " + RunState.unfinished() + " ORDER BY id")) {
                return runsInTx(statement);
            }
        });
    }

    /** Begins a run. It fixes the end of each range, and keeps what differs before any record was read. */
    long begin(BackfillSettings settings, Plan plan, long atMillis) throws SQLException {
        return transactions.runRepeatable(connection -> {
            long id = insertInTx(connection, settings, plan, atMillis);
            PartitionRows.insertInTx(connection, id, plan);
            return id;
        });
    }

    private static long insertInTx(Connection connection, BackfillSettings settings, Plan plan, long atMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO backfill_run (mode, specification, shards, state, begun_at) VALUES (?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, settings.mode().name());
            statement.setString(2, settings.specification(plan.topics()));
            statement.setInt(3, settings.shard().count());
            statement.setString(4, RunState.RUNNING.name());
            statement.setLong(5, atMillis);
            statement.executeUpdate();
            try (ResultSet key = statement.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    /** The partitions of a run. */
    List<RunPartition> partitions(long run) throws SQLException {
        return transactions.runRepeatable(connection -> PartitionRows.readInTx(connection, run));
    }

    /** What a run began with. */
    public List<Range> ranges(long run) throws SQLException {
        return partitions(run).stream().map(RunPartition::range).toList();
    }

    /** Finishes a partition and keeps, in the same transaction, what differs in it. */
    void finish(long run, Source source, Differences found) throws SQLException {
        transactions.runRepeatable(connection -> {
            boolean first = PartitionRows.finishInTx(connection, run, source, found.count());
            if (first) {
                KeptDifferences.addInTx(connection, run, found.first());
            }
            return first;
        });
    }

    /** Changes the state of a run that has not ended. */
    public void state(long run, RunState state) throws SQLException {
        change("UPDATE backfill_run SET state = ?" + NOT_ENDED, state.name(), run);
    }

    /** Ends a run whose shadow tables another run takes. */
    void supersede(long run, long atMillis) throws SQLException {
        change("UPDATE backfill_run SET state = ?, ended_at = ?" + NOT_ENDED, RunState.SUPERSEDED.name(), atMillis,
                run);
    }

    /** Keeps what differs in a run whose tables were compared. It may yet swap them. */
    void compared(long run, Differences found) throws SQLException {
        transactions.runRepeatable(connection -> {
            int changed = changeInTx(connection,
                    "UPDATE backfill_run SET differences = GREATEST(differences, ?)" + NOT_ENDED, found.count(), run);
            if (changed > 0) {
                KeptDifferences.addInTx(connection, run, found.first());
            }
            return changed;
        });
    }

    /**
     * Ends a run whose partitions are all finished. Its differences are those of its comparison and the sum of its partitions'.
     *
     * @return the run as it ended, by this process or another; empty if a partition is not finished
     */
    Optional<StoredRun> end(long run, Verdict verdict, long records, OptionalLong heldMicros, long atMillis)
            throws SQLException {
        return transactions.runRepeatable(connection -> {
            StoredRun stored = lockInTx(connection, run);
            if (stored.state().isEnded()) {
                return Optional.of(stored);
            }
            OptionalLong found = PartitionRows.differencesOfFinishedInTx(connection, run);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            long differences = stored.differences() + found.getAsLong();
            RunState state = verdict.of(differences);
            changeInTx(connection, "UPDATE backfill_run SET state = ?, differences = ?, records = ?, held_micros = ?,"
                    + " ended_at = ?" + NOT_ENDED, state.name(), differences, records,
                    heldMicros.isPresent() ? heldMicros.getAsLong() : null, atMillis, run);
            return Optional.of(
                    new StoredRun(run, stored.mode(), stored.shards(), state, differences, records));
        });
    }

    private static StoredRun lockInTx(Connection connection, long run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RUN + " WHERE id = ? FOR UPDATE")) {
            statement.setLong(1, run);
            return runsInTx(statement).getFirst();
        }
    }

    /** Whether another process has ended the run. */
    boolean hasEnded(long run) throws SQLException {
        return get(run).state().isEnded();
    }

    StoredRun get(long run) throws SQLException {
        return transactions.runRepeatable(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RUN + " WHERE id = ?")) {
                statement.setLong(1, run);
                return runsInTx(statement).getFirst();
            }
        });
    }

    /** How many records a second the latest ended run of a mode processed, if one was long enough to say. */
    public OptionalLong recordsPerSecond(Mode mode) throws SQLException {
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

    private static List<StoredRun> runsInTx(PreparedStatement statement) throws SQLException {
        List<StoredRun> runs = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                runs.add(new StoredRun(row.getLong(1), Mode.valueOf(row.getString(2)), row.getInt(3),
                        RunState.valueOf(row.getString(4)), row.getLong(5), row.getLong(6)));
            }
        }
        return runs;
    }

    private void change(String sql, @Nullable Object... values) throws SQLException {
        transactions.runRepeatable(connection -> changeInTx(connection, sql, values));
    }

    private static int changeInTx(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            return statement.executeUpdate();
        }
    }
}
