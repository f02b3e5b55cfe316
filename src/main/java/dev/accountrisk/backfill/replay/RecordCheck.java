package dev.accountrisk.backfill.replay;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.compare.Difference;
import dev.accountrisk.backfill.compare.DifferenceList;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.Range;
import dev.accountrisk.backfill.plan.RefusedException;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.ConsumedRecords;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks for the effect of each record of a range in the live tables. A range that is not all of the log does not say what the
 * state must be. It says that each of its records has taken effect, for which its topic looks, and that records that cannot be
 * applied are parked.
 */
public final class RecordCheck {
    private static final String PARKED = """
            SELECT source_offset FROM parked_record WHERE source_topic = ? AND source_topic_id = ?
                AND source_partition = ? AND source_offset BETWEEN ? AND ?""";

    private final Transactions transactions;

    public RecordCheck(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Checks a range, and adds what differs. */
    public <E extends Entry> RangeEnd run(Topic<E> topic, Range range, RangeLoop loop, DifferenceList found)
            throws SQLException, BrokerException, RefusedException {
        return loop.run(range, chunk -> {
            List<Difference> differences = transactions
                    .runRepeatable(connection -> differencesInTx(connection, topic, range.source(), chunk));
            differences.forEach(found::add);
            return chunk.size();
        });
    }

    private static <E extends Entry> List<Difference> differencesInTx(Connection connection, Topic<E> topic,
            Source source, List<ConsumerRecord<byte[], byte[]>> chunk) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        Set<Long> parked = parkedInTx(connection, source, chunk);
        List<E> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : chunk) {
            if (parked.contains(record.offset())) {
                continue;
            }
            Received<E> received = Received.of(ConsumedRecords.input(record), topic.decoder());
            switch (received.decoded()) {
                case Decoded.Valid<E>(E entry) -> entries.add(entry);
                case Decoded.Invalid<E> invalid -> differences.add(new Difference(Tables.PARKED, received.account(),
                        source + " " + record.offset(), "the record is not parked: " + invalid.reason()));
                case Decoded.Ignored<E> _ -> {
                    // it has no effect to look for
                }
            }
        }
        Set<String> accounts = entries.stream().map(Entry::accountUuid).collect(Collectors.toSet());
        topic.effectCheck().checkInTx(connection, entries, (table, key, what) -> {
            String first = key.split(" ", 2)[0];
            differences.add(new Difference(table, accounts.contains(first) ? first : null, key, what));
        });
        return differences;
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
}
