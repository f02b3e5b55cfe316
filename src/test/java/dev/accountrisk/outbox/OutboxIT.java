package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.commands.expiry.HoldExpiry;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.OutboxRelay.Round;
import dev.accountrisk.outbox.lanes.RelayLanes;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OutboxIT {
    private static final String DATABASE = "outbox_it";

    private final KafkaServer kafka = TestServers.shared().kafka();
    private final String topic = "outbox-" + UUID.randomUUID();
    private HikariDataSource dataSource;
    private JdbcTemplate jdbc;
    private Transactions transactions;
    private KafkaProducer<byte[], byte[]> producer;
    private Destination destination = Optional::empty;

    @BeforeEach
    void open() throws Exception {
        MySqlServer mysql = TestServers.shared().mysql();
        mysql.createDatabase(DATABASE);
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        dataSource.setUsername(mysql.username());
        dataSource.setPassword(mysql.password());
        dataSource.setAutoCommit(false);
        dataSource.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = new JdbcTemplate(
                new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password()));
        transactions = new Transactions(dataSource);
        kafka.createTopic(topic, 2);
        producer = newProducer();
    }

    private KafkaProducer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "delivery.timeout.ms", 3_000,
                        "request.timeout.ms", 2_000, "max.block.ms", 2_000, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
        dataSource.close();
    }

    @Test
    void eventsLeaveInOrderAndTheirRowsWithThem() throws Exception {
        append(refused("a", "1"), refused("a", "2"));
        append(refused("a", "3"));
        OutboxRelay relay = relay();

        assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(relay.runOnce()).isEqualTo(Round.EMPTY);
        assertThat(sent(3).map(record -> text(record.value())).toList()).satisfiesExactly(
                one -> assertThat(one).contains("\"commandId\":\"1\"").contains("\"type\":\"CommandRefused\""),
                two -> assertThat(two).contains("\"commandId\":\"2\""),
                three -> assertThat(three).contains("\"commandId\":\"3\""));
        relay.close();
    }

    @Test
    void manySmallRowsLeaveTogetherAndStayInOrder() throws Exception {
        int many = 200;
        for (int number = 0; number < many; number++) {
            append(refused("a", "c" + number));
        }
        OutboxRelay relay = relay();

        assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(rows("outbox")).isZero();
        assertThat(sent(many).map(record -> text(record.value()).replaceAll(".*commandId\":\"c([0-9]+)\".*", "$1")))
                .containsExactlyElementsOf(LongStream.range(0, many).mapToObj(Long::toString).toList());
        relay.close();
    }

    @Test
    void whatStandsBeforeARowThatCannotBeReadIsSentOnce() throws Exception {
        append(refused("a", "1"));
        append(refused("a", "2"));
        jdbc.execute("INSERT INTO outbox (batch_id, kind, payload) VALUES ('later', 'EVENTS', '{\"version\":99}')");
        MockProducer<byte[], byte[]> mock = new MockProducer<>(true, null, new ByteArraySerializer(),
                new ByteArraySerializer());
        OutboxRelay relay = relay(mock);

        assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(relay.runOnce()).isEqualTo(Round.FAILED);
        assertThat(relay.runOnce()).isEqualTo(Round.FAILED);
        assertThat(mock.history()).hasSize(2);
        assertThat(jdbc.queryForList("SELECT batch_id FROM outbox", String.class)).containsExactly("later");
        relay.close();
    }

    @Test
    void eventsHaveTheTraceOfTheirOwnPartitionOrNone() throws Exception {
        Outbox outbox = new Outbox(() -> "of the thread");
        transactions.run(connection -> {
            outbox.appendEventsInTx(connection,
                    List.of(new PartitionEvents("t", 0, null, List.of(refused("a", "1"))),
                            new PartitionEvents("t", 1, "its own", List.of(refused("b", "2")))));
            outbox.appendEventsInTx(connection, "t", 2, List.of(refused("c", "3")));
            return true;
        });
        MockProducer<byte[], byte[]> mock = new MockProducer<>(true, null, new ByteArraySerializer(),
                new ByteArraySerializer());
        OutboxRelay relay = relay(mock);
        relay.runOnce();
        assertThat(mock.history().stream().map(record -> {
            Header trace = record.headers().lastHeader("traceparent");
            return text(record.key()) + " " + (trace == null ? "none" : text(trace.value()));
        })).containsExactlyInAnyOrder("a none", "b its own", "c of the thread");
        relay.close();
    }

    @Test
    void whatAWriterHasNotCommittedHoldsUpNothing() throws Exception {
        for (int number = 0; number < 100; number++) {
            append(refused("a", "c" + number));
        }
        try (Connection writer = dataSource.getConnection(); Statement insert = writer.createStatement()) {
            insert.execute(
                    "INSERT INTO outbox (batch_id, kind, payload, lane) VALUES ('open', 'EVENTS', '[]', 0), ('earlier', 'EVENTS', '[]', NULL)");
            OutboxRelay relay = relay();

            assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
            assertThat(rows("outbox")).isZero();
            relay.close();
            writer.rollback();
        }
    }

    @Test
    void aRoundOfLargeRowsIsBoundedByBytes() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        append(Stream
                .generate(() -> refused("a", Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())))
                .limit(60_000)
                .toArray(AccountEvent[]::new));
        long before = rows("outbox");
        OutboxRelay relay = relay(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));

        assertThat(relay.runOnce()).isEqualTo(Round.SENT);
        assertThat(rows("outbox")).as("of " + before).isBetween(1L, before - 1);
        relay.close();
    }

    /** A fail-over can lose a row that was sent, and give its id to another one. */
    @Test
    void aRowThatHasTheIdOfASentOneStays() throws Exception {
        append(refused("a", "1"));
        append(refused("a", "2"));
        OutboxRelay relay = relay(
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        super.flush();
                        jdbc.execute("UPDATE outbox SET batch_id = 'another row' ORDER BY id LIMIT 1");
                    }
                });

        relay.runOnce();
        assertThat(jdbc.queryForList("SELECT batch_id FROM outbox", String.class)).containsExactly("another row");
        relay.close();
    }

    @Test
    void nothingIsSentToAClusterThatIsRefused() throws Exception {
        append(refused("a", "1"));
        destination = () -> Optional.of("wrong Kafka cluster");
        OutboxRelay misled = relay();
        assertThat(misled.runOnce()).isEqualTo(Round.FAILED);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM outbox", Long.class)).isOne();
        misled.close();

        destination = Optional::empty;
        OutboxRelay relay = relay();
        assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(sent(1)).hasSize(1);
        relay.close();
    }

    @Test
    void whatIsNotCommittedIsNeverSent() throws Exception {
        try {
            transactions.run(connection -> {
                new Outbox().appendEventsInTx(connection, "t", 0, List.of(refused("a", "1")));
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("rolled back");
        }
        OutboxRelay relay = relay();

        assertThat(relay.runOnce()).isEqualTo(Round.EMPTY);
        relay.close();
    }

    @Test
    void oneRelayAtATimeAndTheNextWhenItIsGone() throws Exception {
        append(refused("a", "1"));
        OutboxRelay first = relay();
        OutboxRelay second = relay();

        assertThat(first.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(second.runOnce()).isEqualTo(Round.NOT_MINE);
        first.close();
        append(refused("a", "2"));
        assertThat(second.runOnce()).isEqualTo(Round.SENT_ALL);
        second.close();
    }

    @Test
    void aRowThatIsSentAgainBearsTheSameIds() throws Exception {
        append(refused("a", "1"));
        jdbc.execute("CREATE TABLE kept AS SELECT * FROM outbox");
        OutboxRelay relay = relay();
        relay.runOnce();
        jdbc.execute("INSERT INTO outbox SELECT * FROM kept");
        relay.runOnce();

        assertThat(sent(2).map(record -> text(record.value())).distinct()).hasSize(1);
        relay.close();
    }

    @Test
    void aBrokerThatIsAwayDelaysAndLosesNothing() throws Exception {
        append(refused("a", "1"));
        OutboxRelay relay = relay();
        kafka.freeze();
        try {
            assertThat(relay.runOnce()).isEqualTo(Round.FAILED);
            assertThat(rows("outbox")).isEqualTo(1);
        } finally {
            kafka.thaw();
        }
        await("the broker is back").atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> relay.runOnce() == Round.SENT_ALL);
        assertThat(rows("outbox")).isZero();
        relay.close();
    }

    @Test
    void aParkedRecordLeavesWithItsBytesAndWhereItCameFrom() throws Exception {
        transactions.run(connection -> {
            connection.createStatement()
                    .executeUpdate("INSERT INTO parked_record (source_topic, source_topic_id, source_partition,"
                            + " source_offset, source_timestamp, reason, detail, record_key, record_value)"
                            + " VALUES ('t', 'id', 3, 7, 99, 'NOT_JSON', 'value: not JSON', X'00FF', X'7B')");
            new Outbox().appendParkedInTx(connection,
                    List.of(new ParkedNote("t", "id", 3, List.of(new ParkedSize(7, 3)))));
            return true;
        });
        OutboxRelay relay = relay();
        relay.runOnce();

        ConsumerRecord<byte[], byte[]> record = sent(1).findFirst().orElseThrow();
        assertThat(record.key()).containsExactly(0x00, 0xFF);
        assertThat(record.value()).containsExactly(0x7B);
        assertThat(Stream.of(record.headers().toArray()).map(header -> header.key() + "=" + text(header.value())))
                .containsExactly(
                        "parked-reason=NOT_JSON", "parked-detail=value: not JSON", "source-topic=t",
                        "source-partition=3",
                        "source-offset=7", "source-timestamp=99");
        relay.close();
    }

    @Test
    void aDueHoldIsExpiredByOneWorkerAndNotAgainOnceItIsDecidedOrParked() throws Exception {
        jdbc.execute(
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at, source_partition) VALUES"
                        + " ('a', 'due', 'COIN', 1, 'OPEN', 1000, 1), ('a', 'later', 'COIN', 1, 'OPEN', 9000000000000, 1),"
                        + " ('a', 'closed', 'COIN', 1, 'SETTLED', 1000, 1), ('a', 'never', 'COIN', 1, 'OPEN', NULL, 1),"
                        + " ('a', 'decided', 'COIN', 1, 'OPEN', 1000, 1), ('a', 'parked', 'COIN', 1, 'OPEN', 1000, 1)");
        jdbc.execute(
                "INSERT INTO account_entry (account_uuid, entry_id, kind, version, outcome, occurred_at, source_topic,"
                        + " source_partition, source_offset) VALUES ('a', 'expire:decided', 'EXPIRE', 1, 'REFUSED', 1, 't', 0, 0)");
        jdbc.execute("INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset,"
                + " source_timestamp, account_uuid, entry_id, reason, detail)"
                + " VALUES ('" + topic + "', 'id', 0, 1, 1, 'a', 'expire:parked', 'BEHIND_PARKED', 'd'),"
                + " ('a.topic.of.other.things', 'id', 0, 2, 1, 'a', 'expire:due', 'OUT_OF_RANGE', 'd')");
        HoldExpiry first = expiry();
        HoldExpiry second = expiry();

        assertThat(first.runOnce()).isEqualTo(1);
        assertThat(second.runOnce()).as("while the first lives").isZero();
        assertThat(first.runOnce()).as("sent a moment ago").isZero();
        first.close();
        assertThat(second.runOnce()).as("sent again, for nobody knows that the first did").isEqualTo(1);

        List<ConsumerRecord<byte[], byte[]>> sent = sent(2).toList();
        assertThat(sent.stream().map(record -> text(record.value())).distinct()).singleElement()
                .asString()
                .contains("\"expire:due\"")
                .contains("1000");
        assertThat(sent).allMatch(record -> record.partition() == 1 && text(record.key()).equals("a"));
        second.close();
    }

    @Test
    void aDroppedOrForeignRecordIsNoAnswerAndTheDatabasesTimeIsTheRecords() throws Exception {
        jdbc.execute(
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at, source_partition)"
                        + " VALUES ('a', 'dropped', 'COIN', 1, 'OPEN', 1000, 1), ('a', 'taken', 'COIN', 1, 'OPEN', 1000, 1),"
                        + " ('a', 'no-such-partition', 'COIN', 1, 'OPEN', 1000, 5)");
        jdbc.execute("INSERT INTO parked_record (source_topic, source_topic_id, source_partition, source_offset,"
                + " source_timestamp, account_uuid, entry_id, reason, detail, state)"
                + " VALUES ('" + topic + "', 'id', 0, 1, 1, 'a', 'expire:dropped', 'BEHIND_PARKED', 'd', 'DROPPED'),"
                + " ('" + topic + "', 'id', 0, 2, 1, 'a', 'expire:taken', 'BAD_ID', 'd', 'PARKED')");
        long before = Objects.requireNonNull(
                jdbc.queryForObject("SELECT FLOOR(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000)", Long.class));
        HoldExpiry expiry = expiry();

        assertThat(expiry.runOnce()).isEqualTo(3);
        assertThat(sent(3)).allMatch(record -> record.timestamp() >= before && record.timestamp() < before + 60_000);
        expiry.close();
    }

    @Test
    void aPartitionThatGivesNoAnswersDoesNotStopTheExpiryOfOthers() throws Exception {
        jdbc.execute("SET SESSION cte_max_recursion_depth = 10000");
        jdbc.execute(
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at, source_partition)"
                        + " WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 900)"
                        + " SELECT 'silent', CONCAT(one.n, '-', six.n), 'COIN', 1, 'OPEN', 1000, 0 FROM n one"
                        + " JOIN (SELECT n FROM n LIMIT 6) six");
        jdbc.execute(
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at, source_partition)"
                        + " VALUES ('quick', 'due', 'COIN', 1, 'OPEN', 2000, 1)");
        HoldExpiry expiry = expiry();

        assertThat(expiry.runOnce()).isEqualTo(5_000);
        assertThat(expiry.runOnce()).as("the rest, and the other partition's").isEqualTo(401);
        assertThat(expiry.runOnce()).isZero();
        expiry.close();
    }

    @Test
    void aPartitionWithMoreHoldsThanMayBeUnansweredStopsNoOther() throws Exception {
        jdbc.execute("SET SESSION cte_max_recursion_depth = 10000");
        jdbc.execute(
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at, source_partition)"
                        + " WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 900)"
                        + " SELECT CONCAT('silent', one.n), CONCAT('h', two.n), 'COIN', 1, 'OPEN', 1000, 0 FROM n one"
                        + " JOIN (SELECT n FROM n LIMIT 65) two");
        jdbc.execute(
                "INSERT INTO account_hold (account_uuid, hold_id, asset, amount, state, expires_at, source_partition)"
                        + " VALUES ('quick', 'due', 'COIN', 1, 'OPEN', 2000, 1)");
        HoldExpiry expiry = expiry();
        List<Integer> rounds = new ArrayList<>();
        do {
            rounds.add(expiry.runOnce());
        } while (rounds.getLast() > 0);

        assertThat(rounds.stream().mapToInt(Integer::intValue).sum()).as("half of all, and the other partition's")
                .isEqualTo(25_001);
        assertThat(expiry.overdueSeconds()).isGreaterThan(1_000);
        expiry.close();
    }

    @Test
    void aRowThatHasTheIdOfASentOneAndIsAnotherIsSentToo() throws Exception {
        append(refused("a", "told"));
        long id = Objects.requireNonNull(jdbc.queryForObject("SELECT id FROM outbox", Long.class));
        jdbc.execute("CREATE TRIGGER fail_over BEFORE DELETE ON outbox FOR EACH ROW SIGNAL SQLSTATE '45000'");
        OutboxRelay relay = relay();
        assertThat(relay.runOnce()).isEqualTo(Round.FAILED);

        // the database lost the row that was told, and gave its id to another one
        jdbc.execute("DROP TRIGGER fail_over");
        jdbc.execute("DELETE FROM outbox");
        jdbc.execute("ALTER TABLE outbox AUTO_INCREMENT = " + id);
        append(refused("a", "untold"));
        assertThat(jdbc.queryForObject("SELECT id FROM outbox", Long.class)).isEqualTo(id);
        relay.runOnce();

        assertThat(sent(2).map(record -> text(record.value()))).last().asString().contains("untold");
        assertThat(rows("outbox")).isZero();
        relay.close();
    }

    @Test
    void aServerThatIsReadOnlyMakesNobodySendAgain() throws Exception {
        append(refused("a", "1"));
        append(refused("a", "2"));
        jdbc.execute("CREATE TRIGGER read_only_server BEFORE DELETE ON outbox FOR EACH ROW SIGNAL SQLSTATE '45000'");
        MockProducer<byte[], byte[]> mock = new MockProducer<>(true, null, new ByteArraySerializer(),
                new ByteArraySerializer());
        OutboxRelay relay = relay(mock);

        for (int round = 0; round < 5; round++) {
            assertThat(relay.runOnce()).isEqualTo(Round.FAILED);
        }
        assertThat(mock.history()).hasSize(2);
        jdbc.execute("DROP TRIGGER read_only_server");
        assertThat(relay.runOnce()).isEqualTo(Round.EMPTY);
        assertThat(rows("outbox")).isZero();
        assertThat(mock.history()).hasSize(2);
        relay.close();
    }

    @Test
    void aRowOfTheVersionBeforeIsSentUnderTheIdsOfThatVersion() throws Exception {
        jdbc.execute("INSERT INTO outbox (batch_id, kind, payload) VALUES ('batch', 'EVENTS',"
                + " '[[\"CommandRefused\",\"a\",2,\"c\",\"DEBIT\",\"INSUFFICIENT_BALANCE\"]]')");
        jdbc.execute("INSERT INTO parked_record (source_topic, source_topic_id, source_partition,"
                + " source_offset, source_timestamp, reason, detail, record_key, record_value)"
                + " VALUES ('t', 'id', 3, 7, 99, 'NOT_JSON', 'd', X'01', X'7B')");
        jdbc.execute("INSERT INTO outbox (batch_id, kind, payload) VALUES ('other', 'PARKED', 't id 3 7')");
        OutboxRelay relay = relay();

        assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(sent(2).map(record -> text(record.value()))).anyMatch(value -> value.contains("\"id\":\"batch-0\""))
                .anyMatch("{"::equals);
        assertThat(rows("outbox")).isZero();
        relay.close();
    }

    @Test
    void aFloodOfParkedRecordsIsRelayedFastAndEventsDoNotWaitForIt() throws Exception {
        int records = 20_000;
        jdbc.execute("INSERT INTO parked_record (source_topic, source_topic_id, source_partition,"
                + " source_offset, source_timestamp, reason, detail, record_key, record_value)"
                + " WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 199)"
                + " SELECT 't', 'id', 3, one.n * 100 + two.n, 99, 'MISSING_FIELD', 'd', X'01', REPEAT('x', 200)"
                + " FROM n one JOIN (SELECT n FROM n LIMIT 100) two");
        transactions.run(connection -> {
            new Outbox().appendParkedInTx(connection, List.of(new ParkedNote("t", "id", 3,
                    LongStream.range(0, records).mapToObj(offset -> new ParkedSize(offset, 201)).toList())));
            return true;
        });
        append(refused("good", "1"));
        MockProducer<byte[], byte[]> mock = new MockProducer<>(true, null, new ByteArraySerializer(),
                new ByteArraySerializer());
        OutboxRelay relay = relay(mock);

        relay.runOnce();
        assertThat(mock.history().stream().map(record -> text(record.value()))).first().asString().contains("good");
        long startNanos = System.nanoTime();
        for (Round round = relay.runOnce(); round == Round.SENT || round == Round.SENT_ALL; round = relay
                .runOnce()) {
            // all of it
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        assertThat(mock.history()).hasSize(records + 1);
        // 5,000 and more on a quiet machine; a transaction for each record gave 150
        assertThat(records / seconds).as("parked records a second").isGreaterThan(1_500);
        relay.close();
    }

    @Test
    void aRowFitsASmallPacket() throws Exception {
        append(LongStream.range(0, 20_000).mapToObj(number -> refused("a", "c" + number)).toArray(AccountEvent[]::new));

        assertThat(jdbc.queryForObject("SELECT MAX(LENGTH(payload)) FROM outbox", Long.class)).isLessThan(600_000);
        assertThat(rows("outbox")).isGreaterThan(3);
    }

    @Test
    void nothingOvertakesAnEventThatCouldNotBeSent() throws Exception {
        append(refused("a", "1"), refused("a", "2"));
        append(refused("a", "3"));
        FailingOnce failing = new FailingOnce();
        OutboxRelay relay = relay(failing);

        assertThat(relay.runOnce()).isEqualTo(Round.FAILED);
        assertThat(failing.history()).isEmpty();
        assertThat(relay.runOnce()).isEqualTo(Round.SENT_ALL);
        assertThat(failing.history()
                .stream()
                .map(record -> text(record.value()).replaceAll(".*commandId\":\"(.)\".*", "$1")))
                .containsExactly("1", "2", "3");
        relay.close();
    }

    /** A producer that gives its first record up. */
    private static final class FailingOnce extends MockProducer<byte[], byte[]> {
        private boolean failed;

        FailingOnce() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (failed) {
                return super.send(record, callback);
            }
            failed = true;
            TimeoutException timeout = new TimeoutException("no metadata");
            callback.onCompletion(null, timeout);
            return CompletableFuture.failedFuture(timeout);
        }
    }

    private HoldExpiry expiry() {
        return new HoldExpiry(transactions, new NamedLock(dataSource, "hold-expiry"), newProducer(), topic,
                partition -> false, destination);
    }

    private OutboxRelay relay() {
        return relay(producer);
    }

    private OutboxRelay relay(Producer<byte[], byte[]> by) {
        return new OutboxRelay(transactions, new RelayLanes(dataSource, () -> 1), () -> by,
                new RelaySettings(topic, topic), new RelayObserver() {
                    @Override
                    public void relayed(long events, long parked) {}

                    @Override
                    public void undeliverable() {}
                }, destination);
    }

    private void append(AccountEvent... events) throws Exception {
        transactions.run(connection -> {
            new Outbox().appendEventsInTx(connection, "t", 0, List.of(events));
            return true;
        });
    }

    private static AccountEvent refused(String account, String commandId) {
        return new AccountEvent.CommandRefused(account, commandId, commandId, CommandType.DEBIT,
                Refusal.INSUFFICIENT_BALANCE, 1_000);
    }

    private long rows(String table) {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class));
    }

    private Stream<ConsumerRecord<byte[], byte[]>> sent(int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            await(count + " records").atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
            });
            return records.stream();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
