package dev.accountrisk.model;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database that a worker wrote, read by the contract's tables and columns. */
public final class WorkerDatabase {
    private final String jdbcUrl;
    private final String user;
    private final String password;

    /** Nothing is read before it is asked for. */
    public WorkerDatabase(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /** Turns the current row of a result into a value. */
    interface Row<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** Hands out every row of a query, one at a time, never all in memory. */
    <T> void forEach(String sql, Row<T> row, Consumer<? super T> taker) {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE); // the driver's sign for one row at a time
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    taker.accept(row.read(result));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The single number a query yields. */
    public long number(String sql) {
        long[] number = new long[1];
        forEach(sql, result -> result.getLong(1), value -> number[0] = value);
        return number[0];
    }

    /** The first column of every row a query yields. */
    public List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        forEach(sql, result -> String.valueOf(result.getString(1)), texts::add);
        return texts;
    }

    /** Runs a statement, for tests that damage a database or reset a position. */
    public void execute(String sql) {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A connection of the caller's own. */
    public Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    void forEachRisk(Consumer<Rows.Risk> taker) {
        forEach(
                "SELECT account_uuid, risk, level, occurred_at, sequence, last_event_id FROM account_risk",
                row -> new Rows.Risk(
                        row.getString(1),
                        row.getDouble(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getObject(5, Long.class),
                        row.getString(6)),
                taker);
    }

    void forEachBalance(Consumer<Rows.Balance> taker) {
        forEach(
                "SELECT account_uuid, asset, balance, frozen FROM account_balance",
                row -> new Rows.Balance(row.getString(1), row.getString(2), row.getBigDecimal(3), row.getBigDecimal(4)),
                taker);
    }

    void forEachRegistration(Consumer<Rows.Registration> taker) {
        forEach(
                "SELECT account_uuid, external_ref FROM account WHERE external_ref IS NOT NULL",
                row -> new Rows.Registration(row.getString(1), row.getString(2)),
                taker);
    }

    void forEachHold(Consumer<Rows.Hold> taker) {
        forEach(
                "SELECT account_uuid, hold_id, asset, amount, state, expires_at FROM account_hold",
                row -> new Rows.Hold(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBigDecimal(4),
                        row.getString(5),
                        row.getObject(6, Long.class)),
                taker);
    }

    void forEachParked(Consumer<Rows.Parked> taker) {
        forEach(
                "SELECT account_uuid, reason, source_topic, source_partition, source_offset, state FROM parked_record",
                row -> new Rows.Parked(
                        row.getString(1),
                        row.getString(2),
                        new Rows.Place(row.getString(3), row.getInt(4), row.getLong(5)),
                        row.getString(6)),
                taker);
    }

    /** A journal row with the columns that the engine keeps for itself. */
    record JournalLine(Rows.Entry entry, long version, Rows.Place source) {
        boolean ofRisk() {
            return entry.kind().equals("ADD");
        }
    }

    /** The journal, each account's chains one after the other in the order of their versions. */
    void forEachEntry(Consumer<JournalLine> taker) {
        forEach(
                "SELECT account_uuid, entry_id, kind, asset, amount, outcome, reason, balance_after, frozen_after, version,"
                        + " source_topic, source_partition, source_offset FROM account_entry"
                        + " ORDER BY account_uuid, kind = 'ADD', version",
                row -> new JournalLine(
                        entry(row),
                        row.getLong(10),
                        new Rows.Place(row.getString(11), row.getInt(12), row.getLong(13))),
                taker);
    }

    private static Rows.Entry entry(ResultSet row) throws SQLException {
        @Nullable
        BigDecimal amount = row.getBigDecimal(5);
        return new Rows.Entry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                amount,
                row.getString(6),
                row.getString(7),
                row.getBigDecimal(8),
                row.getBigDecimal(9));
    }

    /** The worker's positions by {@code topic-partition}. */
    public Map<String, Long> positions() {
        Map<String, Long> positions = new HashMap<>();
        forEach(
                "SELECT topic, partition_no, next_offset FROM consumer_position",
                row -> Map.entry(row.getString(1) + "-" + row.getInt(2), row.getLong(3)),
                entry -> positions.put(entry.getKey(), entry.getValue()));
        return positions;
    }

    /** The worker's own counts of its records by outcome, over all positions; only those that came. */
    public Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            String column = outcome.name().toLowerCase(Locale.ROOT);
            outcomes.put(outcome, number("SELECT SUM(" + column + ") FROM consumer_position"));
        }
        outcomes.values().removeIf(count -> count == 0);
        return outcomes;
    }

    /** What was decided on every {@code OPEN}, for the model to judge races by. */
    Registrar.Witness openings() {
        Map<Rows.Key, String> verdicts = new HashMap<>();
        forEach(
                "SELECT account_uuid, entry_id, COALESCE(reason, outcome) FROM account_entry WHERE kind = 'OPEN'",
                row -> Map.entry(new Rows.Key(row.getString(1), row.getString(2)), row.getString(3)),
                entry -> verdicts.put(entry.getKey(), entry.getValue()));
        return (account, commandId) -> Optional.ofNullable(verdicts.get(new Rows.Key(account, commandId)));
    }
}
