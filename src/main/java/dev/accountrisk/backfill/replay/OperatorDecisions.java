package dev.accountrisk.backfill.replay;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.database.Statements;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.parking.ParkedState;
import dev.accountrisk.wire.CorrectedValue;
import dev.accountrisk.wire.InputRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What operators decided about parked records. The topic does not hold it, so a replay takes it from the live side. A decision
 * counts only if {@code redrive} left its audit row, which names the account or the record: a state that was changed by hand is a
 * difference.
 */
public final class OperatorDecisions {
    private final String closedOfAccounts;
    private final String closedInPages;
    private final String replacements;
    private Map<Source, ClosedRecords> closed = Map.of();
    private Map<Source, Map<Long, byte[]>> corrected = Map.of();

    public OperatorDecisions(String schema) {
        String parked = Tables.in(schema, Tables.PARKED);
        String actions = Tables.in(schema, "redrive_action");
        String closed = "SELECT source_topic, source_topic_id, source_partition, source_offset, " + parked
                + ".state FROM "
                + parked;
        this.closedOfAccounts = closed + " WHERE state <> 'PARKED' AND EXISTS (SELECT 1 FROM " + actions + " WHERE "
                + actions + ".account_uuid = " + parked + ".account_uuid)";
        // an action on a page of several accounts, or of none, names each record; the lock of a swap allows each table once
        this.closedInPages = closed + " JOIN (SELECT taken.id FROM " + actions + ", JSON_TABLE(CONCAT('[', " + actions
                + ".record_ids, ']'), '$[*]' COLUMNS (id BIGINT PATH '$')) taken WHERE " + actions
                + ".account_uuid IS NULL) page ON page.id = " + parked + ".id WHERE " + parked + ".state <> 'PARKED'";
        this.replacements = "SELECT source_topic, source_topic_id, source_partition, source_offset, replacement_value FROM "
                + actions + " JOIN " + parked + " ON " + parked + ".id = " + actions + ".replaced_record WHERE "
                + actions + ".replacement_value IS NOT NULL AND " + actions + ".state = 'DONE' AND " + parked
                + ".state = 'RELEASED' ORDER BY " + actions + ".id";
    }

    /** Reads the decisions up to now. */
    public synchronized void readInTx(Connection connection) throws SQLException {
        Map<Source, ClosedRecords.Builder> decided = new HashMap<>();
        Reader close = (source, offset, row) -> decided.computeIfAbsent(source, _ -> new ClosedRecords.Builder())
                .add(offset, ParkedState.valueOf(row.getString(5)));
        forEach(connection, closedOfAccounts, close);
        forEach(connection, closedInPages, close);
        Map<Source, Map<Long, byte[]>> values = new HashMap<>();
        forEach(connection, replacements,
                (source, offset, row) -> values.computeIfAbsent(source, _ -> new HashMap<>())
                        .put(offset, row.getBytes(5)));
        closed = decided.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, source -> source.getValue().build()));
        corrected = values;
    }

    /** What was decided about the records of a partition. */
    public synchronized ClosedRecords closed(Source source) {
        return closed.getOrDefault(source, ClosedRecords.NONE);
    }

    /** The partitions that have such records. */
    public synchronized Set<Source> sources() {
        return Set.copyOf(closed.keySet());
    }

    /** Decodes records as they were applied: a released record may have another value, and its time is not checked. */
    public <E extends Entry> List<Received<E>> decode(Topic<E> topic, Source source,
            List<ConsumerRecord<byte[], byte[]>> chunk) {
        List<Received<E>> records = new ArrayList<>(chunk.size());
        for (ConsumerRecord<byte[], byte[]> record : chunk) {
            InputRecord input = ConsumedRecords.input(record);
            if (isReleased(source, record.offset())) {
                Received<E> released = Received.of(released(source, input), topic.releasedDecoder());
                records.add(released.withValue(record.value()));
            } else {
                records.add(Received.of(input, topic.decoder()));
            }
        }
        return records;
    }

    private synchronized boolean isReleased(Source source, long offset) {
        return corrected(source).containsKey(offset)
                || closed(source).at(offset).filter(ParkedState.RELEASED::equals).isPresent();
    }

    /** A released record with the value that it was applied with. */
    public synchronized InputRecord released(Source source, InputRecord record) {
        byte[] value = corrected(source).get(record.offset());
        return value == null ? record : CorrectedValue.in(record, value);
    }

    private Map<Long, byte[]> corrected(Source source) {
        return corrected.getOrDefault(source, Map.of());
    }

    @FunctionalInterface
    private interface Reader {
        void read(Source source, long offset, ResultSet row) throws SQLException;
    }

    private static void forEach(Connection connection, String sql, Reader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Statements.streamRows(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(new Source(row.getString(1), row.getString(2), row.getInt(3)), row.getLong(4), row);
                }
            }
        }
    }
}
