package dev.accountrisk.backfill.shadow;

import dev.accountrisk.account.Entry;
import dev.accountrisk.backfill.compare.Tables;
import dev.accountrisk.backfill.plan.UnknownOrderException;
import dev.accountrisk.backfill.shadow.AccountHistory.Place;
import dev.accountrisk.database.KeyedSelect;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.wire.Decoded;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the order of accounts whose records of one topic are in several partitions, as after the number of partitions grew. The
 * live journal knows in which order its entries were decided. Beside a record whose order it does not know, the replay is refused.
 */
final class AccountOrder<E extends Entry> implements RecordOrder<E> {
    private static final String JOURNAL = "SELECT account_uuid, source_topic, entry_id, source_partition, source_offset FROM ";
    private static final String PARTITIONS = "SELECT DISTINCT account_uuid, source_topic, source_partition FROM ";
    private static final String OF_ACCOUNTS = " WHERE account_uuid IN (";

    private final Topic<E> topic;
    private final Source source;
    private final Transactions transactions;
    private final Set<String> moved;
    private final KeyedSelect<String> journal;
    private final KeyedSelect<String> partitions;

    /**
     * The order for the replay of one partition.
     *
     * @param transactions on which the live schema can be read
     * @param moved        the accounts of the topic that have journal rows of several partitions
     */
    AccountOrder(Topic<E> topic, Source source, Transactions transactions, String liveSchema, Set<String> moved) {
        this.topic = topic;
        this.source = source;
        this.transactions = transactions;
        this.moved = moved;
        String table = Tables.in(liveSchema, Tables.JOURNAL);
        this.journal = new KeyedSelect<>(JOURNAL + table + OF_ACCOUNTS, "?", ") ORDER BY account_uuid, version",
                AccountOrder::bind);
        this.partitions = new KeyedSelect<>(PARTITIONS + table + OF_ACCOUNTS, "?", ")", AccountOrder::bind);
    }

    @Override
    public int admit(List<Received<E>> records, Positions positions)
            throws SQLException, UnknownOrderException {
        requireKnownOrder(records);
        Map<String, AccountHistory> histories = histories(records);
        if (histories.isEmpty()) {
            return records.size();
        }
        Map<Integer, Long> reached = new HashMap<>();
        for (int index = 0; index < records.size(); index++) {
            Received<E> record = records.get(index);
            AccountHistory history = record.decoded() instanceof Decoded.Valid<E>(E entry)
                    ? histories.get(entry.accountUuid())
                    : null;
            if (history != null && !isInTurn(record, history, positions, reached)) {
                return index;
            }
        }
        return records.size();
    }

    private boolean isInTurn(Received<E> record, AccountHistory history, Positions positions,
            Map<Integer, Long> reached) throws SQLException, UnknownOrderException {
        String entryId = Objects.requireNonNull(record.entryId(), "bug: a valid record without an id");
        List<Place> before = history.placesBefore(entryId, record.offset())
                .orElseThrow(() -> new UnknownOrderException(source.topic(), account(record),
                        "the journal has no row of " + entryId));
        for (Place place : before) {
            Long next = reached.get(place.partition());
            if (next == null) {
                next = positions.nextOffset(place.partition());
                reached.put(place.partition(), next);
            }
            if (next <= place.offset()) {
                return false;
            }
        }
        return true;
    }

    private void requireKnownOrder(List<Received<E>> records) throws SQLException, UnknownOrderException {
        TreeMap<String, String> unknown = new TreeMap<>();
        for (Received<E> record : records) {
            if (record.decoded() instanceof Decoded.Valid<E>(E entry)) {
                topic.unknownOrder(entry).ifPresent(why -> unknown.putIfAbsent(entry.accountUuid(), why));
            }
        }
        Set<String> elsewhere = new HashSet<>();
        read(partitions, unknown.keySet(), row -> {
            if (row.getInt(3) != source.partition()) {
                elsewhere.add(row.getString(1));
            }
        });
        for (Map.Entry<String, String> one : unknown.entrySet()) {
            if (elsewhere.contains(one.getKey())) {
                throw new UnknownOrderException(source.topic(), one.getKey(), one.getValue());
            }
        }
    }

    private Map<String, AccountHistory> histories(List<Received<E>> records) throws SQLException {
        Map<String, AccountHistory> histories = new TreeMap<>();
        for (Received<E> record : records) {
            String entryId = record.entryId();
            if (record.decoded() instanceof Decoded.Valid<E>(E entry) && moved.contains(entry.accountUuid())
                    && entryId != null) {
                histories.computeIfAbsent(entry.accountUuid(), any -> new AccountHistory(source.partition()))
                        .ask(entryId, record.offset());
            }
        }
        read(journal, histories.keySet(), row -> Objects.requireNonNull(histories.get(row.getString(1)))
                .add(row.getString(3), new Place(row.getInt(4), row.getLong(5))));
        return histories;
    }

    /** Reads the rows of the topic. */
    private void read(KeyedSelect<String> select, Set<String> accounts, KeyedSelect.RowReader reader)
            throws SQLException {
        if (!accounts.isEmpty()) {
            transactions.runRepeatable(connection -> {
                select.streamInTx(connection, List.copyOf(accounts), row -> {
                    if (row.getString(2).equals(source.topic())) {
                        reader.read(row);
                    }
                });
                return true;
            });
        }
    }

    private static int bind(PreparedStatement statement, int index, String account) throws SQLException {
        statement.setString(index, account);
        return index + 1;
    }

    private static String account(Received<?> record) {
        return record.decoded() instanceof Decoded.Valid<?>(Entry entry) ? entry.accountUuid() : "";
    }
}
