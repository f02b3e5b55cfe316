package dev.accountrisk.bench.rivals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The prototype: two writers with half of the partitions each, and nothing but what cannot be left out. It validates nothing,
 * counts nothing, tells nobody of levels and survives no failure.
 */
public final class PlainLoop {
    /** The line after which it polls. */
    public static final String BEGINS = "polling begins";

    private static final int ROWS_MAX = 1_000;

    private static final String HEAD = "INSERT INTO account_risk (account_uuid, risk, level, occurred_at, last_event_id,"
            + " version, entries) VALUES ";

    private static final String NEWER = "(new.occurred_at > account_risk.occurred_at OR new.occurred_at = account_risk.occurred_at"
            + " AND new.last_event_id > account_risk.last_event_id)";

    private static final String TAIL = " AS new ON DUPLICATE KEY UPDATE risk = IF(" + NEWER
            + ", new.risk, account_risk.risk), level = IF(" + NEWER + ", new.level, account_risk.level), version = IF("
            + NEWER + ", account_risk.version + 1, account_risk.version), update_time = IF(" + NEWER
            + ", CURRENT_TIMESTAMP(3), account_risk.update_time), last_event_id = IF(" + NEWER
            + ", new.last_event_id, account_risk.last_event_id), occurred_at = GREATEST(new.occurred_at,"
            + " account_risk.occurred_at)";

    private static final String POSITION = "INSERT INTO consumer_position (topic, partition_no, topic_id, next_offset)"
            + " VALUES (?, ?, '', ?) AS new ON DUPLICATE KEY UPDATE next_offset = new.next_offset";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Connection connection;
    private final RiskFields fields = new RiskFields();

    private PlainLoop(KafkaConsumer<byte[], byte[]> consumer, Connection connection) {
        this.consumer = consumer;
        this.connection = connection;
    }

    /**
     * Runs until it is ended.
     *
     * @param arguments broker, topic, database's URL, user, password, writers, records a transaction at most
     */
    public static void main(String[] arguments) throws Exception {
        int writers = Integer.parseInt(arguments[5]);
        List<PlainLoop> loops = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            Connection connection = DriverManager.getConnection(arguments[2]
                    + "&useServerPrepStmts=true&cachePrepStmts=true&prepStmtCacheSqlLimit=1000000"
                    + "&useLocalSessionState=true&cacheServerConfiguration=true", arguments[3], arguments[4]);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            KafkaConsumer<byte[], byte[]> consumer = consumer(arguments[0], arguments[6]);
            consumer.assign(share(consumer.partitionsFor(arguments[1]), writer, writers));
            consumer.seekToBeginning(consumer.assignment());
            loops.add(new PlainLoop(consumer, connection));
        }
        System.out.println(BEGINS);
        loops.forEach(loop -> Thread.ofPlatform().name("writer").start(loop::run));
    }

    private static List<TopicPartition> share(Collection<PartitionInfo> partitions, int writer, int writers) {
        return partitions.stream()
                .filter(partition -> partition.partition() % writers == writer)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String broker, String recordsMax) {
        return new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void run() {
        try {
            while (true) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(100));
                if (!polled.isEmpty()) {
                    write(coalesced(polled));
                    advance(polled);
                    connection.commit();
                }
            }
        } catch (SQLException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private RiskRow[] coalesced(ConsumerRecords<byte[], byte[]> polled) {
        Map<String, RiskRow> winners = new HashMap<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            RiskRow row = fields.read(record.value());
            RiskRow best = winners.get(row.accountUuid());
            if (best == null || row.isNewerThan(best)) {
                winners.put(row.accountUuid(), row);
            }
        }
        RiskRow[] rows = winners.values().toArray(RiskRow[]::new);
        Arrays.sort(rows, (one, other) -> one.accountUuid().compareTo(other.accountUuid()));
        return rows;
    }

    private void write(RiskRow[] rows) throws SQLException {
        for (int from = 0; from < rows.length;) {
            int size = Math.min(ROWS_MAX, Integer.highestOneBit(rows.length - from));
            try (PreparedStatement statement = connection.prepareStatement(upsert(size))) {
                int index = 1;
                for (int i = from; i < from + size; i++) {
                    index = bind(statement, index, rows[i]);
                }
                statement.executeUpdate();
            }
            from += size;
        }
    }

    static int bind(PreparedStatement statement, int first, RiskRow row) throws SQLException {
        statement.setString(first, row.accountUuid());
        statement.setDouble(first + 1, row.risk());
        statement.setString(first + 2, row.level());
        statement.setLong(first + 3, row.occurredAtMillis());
        statement.setString(first + 4, row.eventId());
        return first + 5;
    }

    static String upsert(int rows) {
        return HEAD + "(?,?,?,?,?,1,0),".repeat(rows - 1) + "(?,?,?,?,?,1,0)" + TAIL;
    }

    private void advance(ConsumerRecords<byte[], byte[]> polled) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSITION)) {
            for (TopicPartition partition : polled.partitions()) {
                statement.setString(1, partition.topic());
                statement.setInt(2, partition.partition());
                statement.setLong(3, polled.records(partition).getLast().offset() + 1);
                statement.executeUpdate();
            }
        }
    }
}
