package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.OutboxRelay.Round;
import dev.accountrisk.outbox.lanes.RelayLanes;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.SmallHeap;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large parked records need no more memory than one of them, and events do not wait for them. */
class RelayMemoryIT {
    private static final String DATABASE = "relay_memory_it";
    /** Less than the heap of the image has. */
    private static final int HEAP_MEBIBYTES = 224;
    private static final int LARGE_BYTES = 6 << 20;
    private static final int LARGEST_BYTES = 33 << 20;
    private static final int LARGE = 50;

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final KafkaServer kafka = TestServers.shared().kafka();
    private HikariDataSource dataSource;

    @BeforeEach
    void open() {
        mysql.createDatabase(DATABASE);
        dataSource = pool(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password());
        Flyway.configure().dataSource(dataSource).load().migrate();
    }

    @AfterEach
    void close() {
        dataSource.close();
        mysql.dropDatabase(DATABASE);
    }

    @Test
    void fiftyLargeRecordsAndTheLargestOnePassASmallHeap() throws Exception {
        park(LARGE, LARGE_BYTES);
        transactions().run(connection -> {
            insert(connection, LARGE, LARGEST_BYTES);
            new Outbox().appendParkedInTx(connection,
                    List.of(new ParkedNote("t", "id", 0, List.of(new ParkedSize(LARGE, LARGEST_BYTES)))));
            return true;
        });
        String topic = "relay-memory-" + UUID.randomUUID();
        kafka.createTopic(topic, 1);

        SmallHeap.Result result = SmallHeap.run(HEAP_MEBIBYTES, RelayInSmallHeap.class, mysql.jdbcUrl(DATABASE),
                mysql.username(), mysql.password(), kafka.bootstrapServers(), topic);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("50 relayed").contains("1 undeliverable");
    }

    @Test
    void anEventWaitsForFewBytesOfParkedRecords() throws Exception {
        park(LARGE, LARGE_BYTES);
        CountingProducer counting = new CountingProducer();
        OutboxRelay relay = relay(dataSource, counting, "t");

        relay.runOnce();
        transactions().run(connection -> {
            new Outbox().appendEventsInTx(connection, "t", 0, List.of(new AccountEvent.CommandRefused("good", "c", "c",
                    CommandType.DEBIT, Refusal.INSUFFICIENT_BALANCE, 1_000)));
            return true;
        });
        assertThat(counting.bytes).isBetween((long) LARGE_BYTES, 16L << 20);
        counting.bytes = 0;
        relay.runOnce();
        assertThat(counting.first).contains("good");
        for (Round round = relay.runOnce(); round == Round.SENT || round == Round.SENT_ALL; round = relay
                .runOnce()) {
            // the rest
        }
        assertThat(counting.records).isEqualTo(LARGE + 1);
        relay.close();
    }

    /** A row that the version before wrote does not say how large its records are: it has a round for itself. */
    @Test
    void aRowOfTheVersionBeforeIsReadInPartsToo() throws Exception {
        transactions().run(connection -> {
            for (int offset = 0; offset < 4; offset++) {
                insert(connection, offset, LARGE_BYTES);
            }
            return connection.createStatement()
                    .executeUpdate("INSERT INTO outbox (batch_id, kind, payload) VALUES ('a', 'PARKED',"
                            + " '{\"version\":1,\"topic\":\"t\",\"topicId\":\"id\",\"partition\":0,\"offsets\":[0,1]}'),"
                            + " ('b', 'PARKED', 't id 0 2 3')");
        });
        CountingProducer counting = new CountingProducer();
        OutboxRelay relay = relay(dataSource, counting, "t");

        relay.runOnce();
        assertThat(counting.records).isEqualTo(2);
        relay.runOnce();
        assertThat(counting.records).isEqualTo(4);
        relay.close();
    }

    /** What the relay of a worker does until nothing waits, with the worker's producer. */
    static final class RelayInSmallHeap {
        private RelayInSmallHeap() {}

        public static void main(String[] arguments) throws Exception {
            long[] relayed = new long[2];
            try (HikariDataSource pool = pool(arguments[0], arguments[1], arguments[2]);
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", arguments[3], "compression.type", "lz4", "batch.size", 131_072,
                                    "max.request.size", 33_554_432, "buffer.memory", 33_554_432, "linger.ms", 5),
                            new ByteArraySerializer(), new ByteArraySerializer())) {
                OutboxRelay relay = new OutboxRelay(new Transactions(pool), new RelayLanes(pool, () -> 1),
                        () -> producer, new RelaySettings(arguments[4], arguments[4]), new RelayObserver() {
                            @Override
                            public void relayed(long events, long parked) {
                                relayed[0] += parked;
                            }

                            @Override
                            public void undeliverable() {
                                relayed[1]++;
                            }
                        }, Optional::empty);
                for (Round round = relay.runOnce(); round == Round.SENT || round == Round.SENT_ALL; round = relay
                        .runOnce()) {
                    // all of it
                }
                relay.close();
            }
            System.out.println((relayed[0] - relayed[1]) + " relayed, " + relayed[1] + " undeliverable");
        }
    }

    /** Keeps no record. */
    private static final class CountingProducer extends MockProducer<byte[], byte[]> {
        private long bytes;
        private int records;
        private String first = "";

        CountingProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (bytes == 0) {
                first = new String(record.value(), 0, Math.min(1_000, record.value().length), StandardCharsets.UTF_8);
            }
            bytes += record.value().length;
            records++;
            return super.send(new ProducerRecord<>(record.topic(), new byte[0], new byte[0]), callback);
        }
    }

    private void park(int records, int bytes) throws Exception {
        List<ParkedSize> sizes = LongStream.range(0, records)
                .mapToObj(offset -> new ParkedSize(offset, bytes))
                .toList();
        transactions().run(connection -> {
            for (ParkedSize size : sizes) {
                insert(connection, size.offset(), bytes);
            }
            new Outbox().appendParkedInTx(connection, List.of(new ParkedNote("t", "id", 0, sizes)));
            return true;
        });
    }

    private static void insert(Connection connection, long offset, int bytes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO parked_record (source_topic,"
                + " source_topic_id, source_partition, source_offset, source_timestamp, reason, detail, record_value)"
                + " VALUES ('t', 'id', 0, ?, 99, 'TOO_LARGE', 'd', REPEAT(X'00', ?))")) {
            statement.setLong(1, offset);
            statement.setInt(2, bytes);
            statement.executeUpdate();
        }
    }

    private Transactions transactions() {
        return new Transactions(dataSource);
    }

    private static OutboxRelay relay(HikariDataSource pool, Producer<byte[], byte[]> producer, String topic) {
        return new OutboxRelay(new Transactions(pool), new RelayLanes(pool, () -> 1), () -> producer,
                new RelaySettings(topic, topic), new RelayObserver() {
                    @Override
                    public void relayed(long events, long parked) {}

                    @Override
                    public void undeliverable() {}
                }, Optional::empty);
    }

    private static HikariDataSource pool(String url, String username, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return pool;
    }
}
