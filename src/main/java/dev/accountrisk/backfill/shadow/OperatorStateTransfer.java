package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Releases;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.Position;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.parking.ParkedRows;
import dev.accountrisk.parking.ParkedState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Transfers what operators decided to replayed tables. A record that is not replayed yet is closed first: then it takes effect in
 * its own turn, or never. That is the order in which operators released it, because its account decided nothing in between. The
 * engine releases or drops a record that is already parked, as it did on the live side.
 */
final class OperatorStateTransfer {
    private static final String COLUMNS = "source_topic, source_topic_id, source_partition, source_offset,"
            + " source_timestamp, account_uuid, entry_id, reason, detail, state, record_key, record_value,"
            + " record_headers, create_time";

    private static final String PARKED = "SELECT source_topic, source_topic_id, source_partition, source_offset, id,"
            + " account_uuid, reason, state FROM parked_record";

    private final String copy;
    private final Transactions shadow;
    private final Engines engines;
    private final Map<String, ParkedTopic<?>> topics = new LinkedHashMap<>();
    private final OperatorDecisions decisions;

    OperatorStateTransfer(String liveSchema, Transactions shadow, Engines engines, List<Topic<?>> topics,
            OperatorDecisions decisions) {
        this.copy = "INSERT INTO parked_record (" + COLUMNS + ") SELECT " + COLUMNS + " FROM "
                + Tables.in(liveSchema, Tables.PARKED)
                + " WHERE source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset = ?";
        this.shadow = shadow;
        this.engines = engines;
        topics.forEach(topic -> this.topics.put(topic.name(), ParkedTopic.of(topic, engines, decisions)));
        this.decisions = decisions;
    }

    private record Row(Source source, long offset, long id, @Nullable String account, String reason,
            ParkedState state) {}

    /** Transfers what was decided about records of these partitions. */
    void transfer(Set<Source> sources) throws SQLException {
        Map<Source, Map<Long, Row>> parked = new HashMap<>();
        for (Row row : shadow.runRepeatable(OperatorStateTransfer::rowsInTx)) {
            parked.computeIfAbsent(row.source(), any -> new HashMap<>()).put(row.offset(), row);
        }
        List<Row> late = new ArrayList<>();
        for (Source source : decisions.sources()) {
            if (sources.contains(source)) {
                transfer(source, parked.getOrDefault(source, Map.of()), late);
            }
        }
        releaseOrDrop(late);
    }

    private void transfer(Source source, Map<Long, Row> parked, List<Row> late) throws SQLException {
        long position = engines.positions()
                .read(source.topic(), source.partition())
                .map(Position::nextOffset)
                .orElse(0L);
        List<Long> toCopy = new ArrayList<>();
        decisions.closed(source).forEach((offset, state) -> {
            Row row = parked.get(offset);
            if (row == null && offset >= position) {
                toCopy.add(offset);
            } else if (row != null && row.state() == ParkedState.PARKED) {
                late.add(new Row(source, offset, row.id(), row.account(), row.reason(), state));
            }
        });
        if (!toCopy.isEmpty()) {
            shadow.runRepeatable(connection -> copyInTx(connection, source, toCopy));
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

    private void releaseOrDrop(List<Row> late) throws SQLException {
        List<Long> others = new ArrayList<>();
        for (Map.Entry<String, List<Row>> ofTopic : late.stream()
                .collect(Collectors.groupingBy(row -> row.source().topic(), TreeMap::new, Collectors.toList()))
                .entrySet()) {
            ParkedTopic<?> topic = topics.get(ofTopic.getKey());
            Map<String, List<Long>> dropped = new TreeMap<>();
            Set<String> released = new TreeSet<>();
            for (Row row : ofTopic.getValue()) {
                String account = row.account();
                if (topic == null || account == null) {
                    others.add(row.id());
                } else if (row.state() == ParkedState.RELEASED) {
                    released.add(account);
                } else if (topic.releases().holdsBack(ParkReason.valueOf(row.reason()))) {
                    dropped.computeIfAbsent(account, any -> new ArrayList<>()).add(row.id());
                } else {
                    others.add(row.id());
                }
            }
            if (topic != null) {
                for (Map.Entry<String, List<Long>> entry : dropped.entrySet()) {
                    topic.releases().drop(entry.getKey(), entry.getValue());
                }
                for (String account : released) {
                    topic.release(account);
                }
            }
        }
        shadow.runRepeatable(connection -> new ParkedRows().dropInTx(connection, others));
    }

    /** The parked records of one topic, released with the values that operators gave them. */
    private record ParkedTopic<E extends Entry>(Topic<E> topic, Releases<E> releases, OperatorDecisions decisions) {

        static <E extends Entry> ParkedTopic<E> of(Topic<E> topic, Engines engines, OperatorDecisions decisions) {
            return new ParkedTopic<>(topic, engines.releases(topic), decisions);
        }

        void release(String account) throws SQLException {
            releases.release(account, record -> topic.releasedDecoder()
                    .decode(record.withValue(
                            decisions.value(record.source(), record.offset(), record.value()))));
        }
    }

    private static List<Row> rowsInTx(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARKED);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(new Source(row.getString(1), row.getString(2), row.getInt(3)), row.getLong(4),
                        row.getLong(5), row.getString(6), row.getString(7), ParkedState.valueOf(row.getString(8))));
            }
        }
        return rows;
    }
}
