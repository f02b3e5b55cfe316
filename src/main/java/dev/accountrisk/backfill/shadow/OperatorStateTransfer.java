package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.replay.ClosedRecords;
import dev.accountrisk.backfill.replay.OperatorDecisions;
import dev.accountrisk.database.KeyedSelect;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** Decisions that are looked up at once. */
    private static final int PAGE = 1_000;

    private final KeyedSelect<Long> parked = new KeyedSelect<>(
            "SELECT source_offset, id, account_uuid, reason, state FROM parked_record"
                    + " WHERE source_topic = ? AND source_topic_id = ? AND source_partition = ? AND source_offset IN (",
            "?", ")", OperatorStateTransfer::bindOffset);
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

    /** A record that the replay has parked. */
    private record Row(long id, @Nullable String account, ParkReason reason, ParkedState state) {
        boolean isParked() {
            return state == ParkedState.PARKED;
        }
    }

    /** A step of the transfer, for some decisions about one partition. */
    @FunctionalInterface
    private interface Step {
        /** @param parked those of the records that the replay has parked, by offset */
        void run(Map<Long, ParkedState> decided, Map<Long, Row> parked) throws SQLException;
    }

    /**
     * Transfers what was decided about records of these partitions. Drops go first: a release takes all of an account's records
     * that are still parked.
     */
    void transfer(Set<Source> sources) throws SQLException {
        List<Source> decided = decisions.sources().stream().filter(sources::contains).toList();
        for (Source source : decided) {
            long position = engines.positions()
                    .read(source.topic(), source.partition())
                    .map(Position::nextOffset)
                    .orElse(0L);
            forEachPage(source, (page, rows) -> {
                copy(source, page.keySet()
                        .stream()
                        .filter(offset -> offset >= position && !rows.containsKey(offset))
                        .toList());
                drop(topics.get(source.topic()), page, rows);
            });
        }
        for (Source source : decided) {
            ParkedTopic<?> topic = topics.get(source.topic());
            if (topic != null) {
                forEachPage(source, (page, rows) -> release(topic, page, rows));
            }
        }
    }

    private void forEachPage(Source source, Step step) throws SQLException {
        ClosedRecords closed = decisions.closed(source);
        for (int from = 0; from < closed.size(); from += PAGE) {
            SortedMap<Long, ParkedState> page = new TreeMap<>();
            closed.subList(from, Math.min(from + PAGE, closed.size()))
                    .forEach(one -> page.put(one.offset(), one.state()));
            List<Long> offsets = List.copyOf(page.keySet());
            step.run(page, shadow.runRepeatable(connection -> rowsInTx(connection, source, offsets)));
        }
    }

    private void copy(Source source, List<Long> offsets) throws SQLException {
        if (!offsets.isEmpty()) {
            shadow.runRepeatable(connection -> copyInTx(connection, source, offsets));
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

    private void drop(@Nullable ParkedTopic<?> topic, Map<Long, ParkedState> page, Map<Long, Row> rows)
            throws SQLException {
        Set<String> accounts = new TreeSet<>();
        List<Long> holdingBack = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        rows.forEach((offset, row) -> {
            if (row.isParked()) {
                String account = row.account();
                if (topic == null || account == null) {
                    others.add(row.id());
                } else if (page.get(offset) == ParkedState.DROPPED) {
                    if (topic.releases().holdsBack(row.reason())) {
                        accounts.add(account);
                        holdingBack.add(row.id());
                    } else {
                        others.add(row.id());
                    }
                }
            }
        });
        if (topic != null && !holdingBack.isEmpty()) {
            topic.releases().drop(List.copyOf(accounts), holdingBack);
        }
        if (!others.isEmpty()) {
            shadow.runRepeatable(connection -> new ParkedRows().dropInTx(connection, others));
        }
    }

    private static void release(ParkedTopic<?> topic, Map<Long, ParkedState> page, Map<Long, Row> rows)
            throws SQLException {
        Set<String> accounts = new TreeSet<>();
        rows.forEach((offset, row) -> {
            String account = row.account();
            if (account != null && row.isParked() && page.get(offset) == ParkedState.RELEASED) {
                accounts.add(account);
            }
        });
        for (String account : accounts) {
            topic.release(account);
        }
    }

    /** The parked records of one topic, released with the values that operators gave them. */
    private record ParkedTopic<E extends Entry>(Topic<E> topic, Releases<E> releases, OperatorDecisions decisions) {

        static <E extends Entry> ParkedTopic<E> of(Topic<E> topic, Engines engines, OperatorDecisions decisions) {
            return new ParkedTopic<>(topic, engines.releases(topic), decisions);
        }

        void release(String account) throws SQLException {
            releases.release(account, record -> topic.releasedDecoder()
                    .decode(decisions.released(record.source(), record.input())));
        }
    }

    private Map<Long, Row> rowsInTx(Connection connection, Source source, List<Long> offsets) throws SQLException {
        Map<Long, Row> rows = new HashMap<>();
        parked.executeInTx(connection, statement -> {
            statement.setString(1, source.topic());
            statement.setString(2, source.topicId());
            statement.setInt(3, source.partition());
            return 4;
        }, offsets, row -> rows.put(row.getLong(1), new Row(row.getLong(2), row.getString(3),
                ParkReason.valueOf(row.getString(4)), ParkedState.valueOf(row.getString(5)))));
        return rows;
    }

    private static int bindOffset(PreparedStatement statement, int index, Long offset) throws SQLException {
        statement.setLong(index, offset);
        return index + 1;
    }
}
