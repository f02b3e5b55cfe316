package dev.accountrisk.engine.position;

import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.MultiRowInsert;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements about {@code consumer_position} that are for several partitions at once. */
final class SharedPositions {
    private static final KeyedSelect<Key> LOCKS = new KeyedSelect<>("SELECT topic, partition_no, topic_id, next_offset,"
            + " generation, @@server_uuid FROM consumer_position FORCE INDEX (PRIMARY) WHERE (topic, partition_no) IN (",
            "(?,?)", ") FOR UPDATE", Key::bind);

    /** The rows are there and locked, so nothing is inserted. */
    private static final MultiRowInsert<Row> MOVES = new MultiRowInsert<>(
            "INSERT INTO consumer_position (topic, partition_no, topic_id, next_offset, leader_epoch, applied, stale,"
                    + " duplicate, refused, parked, ignored) VALUES",
            "(?,?,?,?,?,?,?,?,?,?,?)",
            "AS new ON DUPLICATE KEY UPDATE next_offset = new.next_offset, leader_epoch = new.leader_epoch, "
                    + added("applied") + ", " + added("stale") + ", " + added("duplicate") + ", " + added("refused")
                    + ", " + added("parked") + ", " + added("ignored"),
            SharedPositions::bind);

    /** The key of a position. */
    record Key(String topic, int partition) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::topic).thenComparingInt(Key::partition);

        static Key of(Source source) {
            return new Key(source.topic(), source.partition());
        }

        static int bind(PreparedStatement statement, int first, Key key) throws SQLException {
            statement.setString(first, key.topic);
            statement.setInt(first + 1, key.partition);
            return first + 2;
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Row(Slice<?> slice, OutcomeCounts counts) {}

    private static String added(String column) {
        return column + " = consumer_position." + column + " + new." + column;
    }

    /** Locks positions in the order of their keys. */
    Map<Key, LockedPosition> lockInTx(Connection connection, List<Key> sortedKeys) throws SQLException {
        Map<Key, LockedPosition> positions = new HashMap<>();
        LOCKS.executeInTx(connection, sortedKeys,
                row -> positions.put(new Key(row.getString(1), row.getInt(2)), new LockedPosition(row.getString(3),
                        row.getLong(4), new TableOrigin(row.getLong(5), row.getString(6)))));
        return positions;
    }

    /** Moves locked positions to the ends of slices, and adds the outcomes of each slice. */
    void moveInTx(Connection connection, List<Slice<?>> slices, List<OutcomeCounts> counts) throws SQLException {
        List<Row> rows = new ArrayList<>(slices.size());
        for (int index = 0; index < slices.size(); index++) {
            rows.add(new Row(slices.get(index), counts.get(index)));
        }
        long counted = MOVES.executeInTx(connection, rows);
        if (counted != 2L * rows.size()) {
            throw new IllegalStateException(
                    "bug: of " + rows.size() + " locked positions not all moved: the count is " + counted);
        }
    }

    private static int bind(PreparedStatement statement, int first, Row row) throws SQLException {
        Source source = row.slice().source();
        int index = first;
        statement.setString(index++, source.topic());
        statement.setInt(index++, source.partition());
        statement.setString(index++, source.topicId());
        statement.setLong(index++, row.slice().nextOffset());
        PositionStore.bindEpoch(statement, index++, row.slice().leaderEpoch());
        statement.setLong(index++, row.counts().applied());
        statement.setLong(index++, row.counts().stale());
        statement.setLong(index++, row.counts().duplicate());
        statement.setLong(index++, row.counts().refused());
        statement.setLong(index++, row.counts().parked());
        statement.setLong(index++, row.counts().ignored());
        return index;
    }
}
