package dev.accountrisk.backfill;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.apply.Source;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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

    private final Consumers consumers;
    private final Transactions transactions;
    private final int batchRecords;
    private final RiskOrder order;
    private final KeyedSelect<Key> journal = new KeyedSelect<>(
            "SELECT account_uuid, entry_id, of_command, content_digest FROM account_entry"
                    + " WHERE (account_uuid, entry_id, of_command) IN (",
            "(?,?,?)", ")", (statement, index, key) -> {
                statement.setString(index, key.account());
                statement.setString(index + 1, key.id());
                statement.setBoolean(index + 2, key.ofCommand());
                return index + 3;
            });
    private final KeyedSelect<String> risks = new KeyedSelect<>(
            "SELECT account_uuid, occurred_at, sequence, last_event_id FROM account_risk WHERE account_uuid IN (", "?",
            ")", (statement, index, account) -> {
                statement.setString(index, account);
                return index + 1;
            });
    private final List<Difference> first = new ArrayList<>();
    private long differences;

    RangeCheck(Consumers consumers, Transactions transactions, int batchRecords, RiskOrder order) {
        this.consumers = consumers;
        this.transactions = transactions;
        this.batchRecords = batchRecords;
        this.order = order;
    }

    private record Key(String account, String id, boolean ofCommand) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::account)
                .thenComparing(Key::id)
                .thenComparing(Key::ofCommand);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Looks at a range; answers whether it came to its end. */
    boolean run(Feed<?> feed, Range range, Gate gate) throws SQLException, RefusedException {
        try (RangeReader reader = consumers.read(range, gate)) {
            while (true) {
                List<ConsumerRecord<byte[], byte[]>> chunk = reader.next(batchRecords);
                if (chunk.isEmpty() || !gate.await(chunk.size())) {
                    return !gate.stop().isStopped();
                }
                Work.run(transactions, connection -> {
                    check(connection, feed, range.source(), chunk);
                    return true;
                });
                gate.passed(chunk.size());
            }
        }
    }

    private void check(Connection connection, Feed<?> feed, Source source, List<ConsumerRecord<byte[], byte[]>> chunk)
            throws SQLException {
        Set<Long> parked = parkedInTx(connection, source, chunk);
        Map<Key, byte @Nullable []> wanted = new HashMap<>();
        Map<String, List<RiskUpdate>> sets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : chunk) {
            if (parked.contains(record.offset())) {
                continue;
            }
            switch (feed.decoding().decode(record.key(), record.value(), record.timestamp())) {
                case Decoded.Valid<?>(Command command) -> wanted.putIfAbsent(
                        new Key(command.accountUuid(), command.commandId(), true), command.digest().bytes());
                case Decoded.Valid<?>(RiskUpdate update) when update.type() == RiskUpdate.Type.ADD -> wanted
                        .putIfAbsent(new Key(update.accountUuid(), update.eventId(), false), null);
                case Decoded.Valid<?>(RiskUpdate update) -> sets
                        .computeIfAbsent(update.accountUuid(), any -> new ArrayList<>())
                        .add(update);
                case Decoded.Valid<?> other -> throw new IllegalStateException("bug: " + other.event().getClass());
                case Decoded.Invalid<?> invalid -> keep(new Difference(Tables.PARKED,
                        source + " " + record.offset(), "the record is not parked: " + invalid.reason()));
            }
        }
        checkJournalInTx(connection, wanted);
        checkRisksInTx(connection, sets);
    }

    private void checkJournalInTx(Connection connection, Map<Key, byte @Nullable []> wanted) throws SQLException {
        Map<Key, byte @Nullable []> found = new HashMap<>();
        journal.executeInTx(connection, List.copyOf(new TreeSet<>(wanted.keySet())),
                row -> found.put(new Key(row.getString(1), row.getString(2), row.getBoolean(3)), row.getBytes(4)));
        for (var entry : wanted.entrySet()) {
            Key key = entry.getKey();
            if (!found.containsKey(key)) {
                keep(new Difference(Tables.JOURNAL, key.account() + " " + key.id(), "there is no entry of it"));
            } else if (!Arrays.equals(entry.getValue(), found.get(key))) {
                keep(new Difference(Tables.JOURNAL, key.account() + " " + key.id(), "its content is another"));
            }
        }
    }

    private void checkRisksInTx(Connection connection, Map<String, List<RiskUpdate>> sets) throws SQLException {
        Set<String> missing = new TreeSet<>(sets.keySet());
        risks.executeInTx(connection, List.copyOf(missing), row -> {
            String account = row.getString(1);
            missing.remove(account);
            long sequence = row.getLong(3);
            RiskState stored = new RiskState(0, RiskLevel.LOW, row.getLong(2),
                    row.wasNull() ? RiskUpdate.NO_SEQUENCE : sequence, row.getString(4), 0, 0);
            for (RiskUpdate set : sets.getOrDefault(account, List.of())) {
                if (order.compare(set, stored) > 0) {
                    keep(new Difference("account_risk", account, "stands at " + stored.occurredAtMillis() + " "
                            + stored.lastEventId() + ", before " + set.occurredAtMillis() + " " + set.eventId()));
                    return;
                }
            }
        });
        missing.forEach(account -> keep(new Difference("account_risk", account, "there is no row")));
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
