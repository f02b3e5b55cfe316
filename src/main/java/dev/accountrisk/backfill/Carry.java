package dev.accountrisk.backfill;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.apply.Engines;
import dev.accountrisk.apply.ParkedRecord;
import dev.accountrisk.apply.Position;
import dev.accountrisk.apply.Releases;
import dev.accountrisk.apply.Source;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries what operators decided over to replayed tables. A record that is still to be replayed is closed before it is: then it
 * takes effect in its own turn, or never, which is the order in which it was let go, for nothing of its account was decided in
 * between. One that is parked there already is let go by the engine, as it was on the live side.
 */
final class Carry {
    private static final String COLUMNS = "source_topic, source_topic_id, source_partition, source_offset,"
            + " source_timestamp, account_uuid, entry_id, reason, detail, state, record_key, record_value, create_time";

    private static final String PARKED = "SELECT source_topic, source_topic_id, source_partition, source_offset, id,"
            + " account_uuid, reason, state FROM parked_record";

    private final String copy;
    private final Transactions shadow;
    private final Releases releases;
    private final Engines engines;
    private final List<Feed<?>> feeds;
    private final String commandsTopic;
    private final OperatorDecisions decisions;

    Carry(String liveSchema, Transactions shadow, Engines engines, String riskUpdatesTopic, String commandsTopic,
            List<Feed<?>> feeds, OperatorDecisions decisions) {
        this.copy = "INSERT INTO parked_record (" + COLUMNS + ") SELECT " + COLUMNS + " FROM "
                + Tables.in(liveSchema, Tables.PARKED)
                + " WHERE source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset = ?";
        this.shadow = shadow;
        this.engines = engines;
        this.releases = engines.releases(riskUpdatesTopic, commandsTopic);
        this.commandsTopic = commandsTopic;
        this.feeds = feeds;
        this.decisions = decisions;
    }

    private record Row(Source source, long offset, long id, @Nullable String account, String reason, String state) {}

    /** Carries over what is decided of records of these partitions. */
    void carry(Set<Source> sources) throws SQLException {
        Map<Source, Map<Long, Row>> parked = new HashMap<>();
        for (Row row : Work.run(shadow, Carry::rowsInTx)) {
            parked.computeIfAbsent(row.source(), any -> new HashMap<>()).put(row.offset(), row);
        }
        List<Row> late = new ArrayList<>();
        for (Source source : decisions.sources()) {
            if (sources.contains(source)) {
                carry(source, parked.getOrDefault(source, Map.of()), late);
            }
        }
        letGo(late);
    }

    private void carry(Source source, Map<Long, Row> parked, List<Row> late) throws SQLException {
        long position = engines.positions()
                .read(source.topic(), source.partition())
                .map(Position::nextOffset)
                .orElse(0L);
        List<Long> toCopy = new ArrayList<>();
        decisions.closed(source).forEach((offset, state) -> {
            Row row = parked.get(offset);
            if (row == null && offset >= position) {
                toCopy.add(offset);
            } else if (row != null && row.state().equals("PARKED")) {
                late.add(new Row(source, offset, row.id(), row.account(), row.reason(), state));
            }
        });
        if (!toCopy.isEmpty()) {
            Work.run(shadow, connection -> copyInTx(connection, source, toCopy));
        }
    }

    private int copyInTx(Connection connection, Source source, List<Long> offsets) throws SQLException {
        int copied = 0;
        try (PreparedStatement statement = connection.prepareStatement(copy)) {
            for (long offset : offsets) {
                statement.setString(1, source.topic());
                statement.setString(2, source.topicId());
                statement.setInt(3, source.partition());
                statement.setLong(4, offset);
                copied += statement.executeUpdate();
            }
        }
        return copied;
    }

    private void letGo(List<Row> late) throws SQLException {
        Map<String, List<Long>> dropped = new TreeMap<>();
        Map<String, Set<String>> released = new TreeMap<>();
        for (Row row : late) {
            String account = row.account();
            boolean holdsBack = row.source().topic().equals(commandsTopic) && !row.reason().equals("CONFLICT");
            if (row.state().equals("RELEASED") && account != null) {
                released.computeIfAbsent(row.source().topic(), any -> new TreeSet<>()).add(account);
            } else if (account != null && holdsBack) {
                dropped.computeIfAbsent(account, any -> new ArrayList<>()).add(row.id());
            } else {
                releases.dropOther(row.id());
            }
        }
        for (var entry : dropped.entrySet()) {
            releases.dropCommands(entry.getKey(), entry.getValue());
        }
        for (Feed<?> feed : feeds) {
            for (String account : released.getOrDefault(feed.topic(), Set.of())) {
                release(feed, account);
            }
        }
    }

    @SuppressWarnings("unchecked") // a topic is read by one feed
    private void release(Feed<?> feed, String account) throws SQLException {
        if (feed.topic().equals(commandsTopic)) {
            releases.commands(account, decoder((Feed<Command>) feed));
        } else {
            releases.riskUpdates(account, decoder((Feed<RiskUpdate>) feed));
        }
    }

    private <T> Function<ParkedRecord, Decoded<T>> decoder(Feed<T> feed) {
        return record -> feed.lenient()
                .decode(record.key(), decisions.value(record.source(), record.offset(), record.value()),
                        record.timestampMillis());
    }

    private static List<Row> rowsInTx(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARKED);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(new Source(row.getString(1), row.getString(2), row.getInt(3)), row.getLong(4),
                        row.getLong(5), row.getString(6), row.getString(7), row.getString(8)));
            }
        }
        return rows;
    }
}
