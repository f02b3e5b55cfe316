package dev.accountrisk.backfill;

import dev.accountrisk.account.Entry;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.broker.LogReader;
import dev.accountrisk.broker.LogSource;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks for each record of a range in the live tables. A range that is not all there ever was does not tell what the state has
 * to be; it tells that each of its commands and additions is in the journal with its content, that no row is older than its
 * {@code SET}s, and that what cannot be applied is parked.
 */
final class RangeCheck {
    private static final int KEPT_MAX = 100;

    private static final String PARKED = """
            SELECT source_offset FROM parked_record WHERE source_topic = ? AND source_topic_id = ?
                AND source_partition = ? AND source_offset BETWEEN ? AND ?""";

    private final LogSource logs;
    private final Transactions transactions;
    private final int batchRecords;
    private final List<Difference> first = new ArrayList<>();
    private long differences;

    RangeCheck(LogSource logs, Transactions transactions, int batchRecords) {
        this.logs = logs;
        this.transactions = transactions;
        this.batchRecords = batchRecords;
    }

    /** Looks at a range; answers whether it came to its end. */
    <E extends Entry> boolean run(Topic<E> topic, Range range, Gate gate) throws SQLException, BrokerException {
        try (LogReader reader = range.open(logs)) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(batchRecords, gate.stop()::isStopped);
                if (chunk.isEmpty() || !gate.await(chunk.size())) {
                    return !gate.stop().isStopped();
                }
                transactions.runRepeatable(connection -> {
                    checkInTx(connection, topic, range.source(), chunk);
                    return true;
                });
                gate.passed(chunk.size());
            }
        }
    }

    private <E extends Entry> void checkInTx(Connection connection, Topic<E> topic, Source source,
            List<ConsumerRecord<byte[], byte[]>> chunk) throws SQLException {
        Set<Long> parked = parkedInTx(connection, source, chunk);
        List<E> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : chunk) {
            if (parked.contains(record.offset())) {
                continue;
            }
            switch (topic.decoder().decode(ConsumedRecords.input(record))) {
                case Decoded.Valid<E>(E entry) -> entries.add(entry);
                case Decoded.Invalid<E> invalid -> keep(new Difference(Tables.PARKED,
                        source + " " + record.offset(), "the record is not parked: " + invalid.reason()));
            }
        }
        topic.effectCheck()
                .checkInTx(connection, entries, (table, key, what) -> keep(new Difference(table, key, what)));
    }

    private static Set<Long> parkedInTx(Connection connection, Source source,
            List<ConsumerRecord<byte[], byte[]>> chunk) throws SQLException {
        Set<Long> parked = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
            statement.setString(1, source.topic());
            statement.setString(2, source.topicId());
            statement.setInt(3, source.partition());
            statement.setLong(4, chunk.getFirst().offset());
            statement.setLong(5, chunk.getLast().offset());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    parked.add(row.getLong(1));
                }
            }
        }
        return parked;
    }

    /** Adds a difference. */
    synchronized void keep(Difference difference) {
        differences++;
        if (first.size() < KEPT_MAX) {
            first.add(difference);
        }
    }

    synchronized long differences() {
        return differences;
    }

    synchronized List<Difference> first() {
        return List.copyOf(first);
    }
}
