package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.AccountEvent;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Refusal;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.OutboxRelay.Round;
import dev.accountrisk.outbox.lanes.LiveWorkers;
import dev.accountrisk.outbox.lanes.OutboxLane;
import dev.accountrisk.outbox.lanes.RelayLanes;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Several workers relay one outbox, and each account's events stay in their order. */
class RelayLanesIT {
    private static final String DATABASE = "relay_lanes_it";
    private static final int PARTITIONS = 3;
    private static final int ACCOUNTS = 24;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final KafkaServer kafka = TestServers.shared().kafka();
    private final String topic = "relay-lanes-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, List<String>> appended = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private JdbcTemplate jdbc;
    private Transactions transactions;

    @BeforeEach
    void open() {
        mysql.createDatabase(DATABASE);
        HikariDataSource pool = pool();
        Flyway.configure().dataSource(pool).load().migrate();
        transactions = new Transactions(pool);
        jdbc = new JdbcTemplate(
                new DriverManagerDataSource(mysql.jdbcUrl(DATABASE), mysql.username(), mysql.password()));
        kafka.createTopic(topic, PARTITIONS);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        mysql.dropDatabase(DATABASE);
    }

    /** A worker with a pool of its own, so that it can die. */
    private final class Worker implements RelayObserver {
        final HikariDataSource pool = pool();
        final RelayLanes lanes;
        final OutboxRelay relay;
        final AtomicLong events = new AtomicLong();

        Worker(int liveWorkers, Producer<byte[], byte[]> producer) {
            this(() -> liveWorkers, producer);
        }

        Worker(LiveWorkers liveWorkers, Producer<byte[], byte[]> producer) {
            open.add(() -> producer.close(Duration.ZERO));
            lanes = new RelayLanes(pool, liveWorkers);
            relay = new OutboxRelay(new Transactions(pool), lanes, () -> producer, new RelaySettings(topic, topic),
                    this, Optional::empty);
        }

        Round round() throws InterruptedException {
            return relay.runOnce();
        }

        @Override
        public void relayed(long relayedEvents, long parked) {
            events.addAndGet(relayedEvents);
        }

        @Override
        public void undeliverable() {}
    }

    @Test
    void twoWorkersRelayAtOnceAndOneTakesTheLanesOfTheOtherThatDies() throws Exception {
        Worker one = new Worker(2, producer());
        Worker other = new Worker(2, producer());
        relayAtOnce(one, other, this::append);
        assertThat(one.events.get()).as("events of one worker").isPositive();
        assertThat(other.events.get()).as("events of the other worker").isPositive();
        assertThat(one.events.get() + other.events.get()).as("each sent once")
                .isEqualTo(appended.values().stream().mapToLong(List::size).sum());

        one.pool.close();
        for (int transaction = 0; transaction < 50; transaction++) {
            append();
        }
        await("the other sends all").atMost(SOON).until(() -> {
            other.round();
            return rows() == 0;
        });
        assertThat(other.lanes.count()).isEqualTo(OutboxLane.COUNT);
        assertThat(sent()).isEqualTo(appended);
    }

    @Test
    void lanesMoveWhileRowsAreWrittenAndSent() throws Exception {
        AtomicInteger live = new AtomicInteger(1);
        Worker stays = new Worker(live::get, producer());
        try (Loop first = new Loop(stays::round)) {
            appendUntil(() -> stays.lanes.count() == OutboxLane.COUNT);
            live.set(2);
            Worker comesAndGoes = new Worker(live::get, producer());
            try (Loop second = new Loop(comesAndGoes::round)) {
                appendUntil(() -> stays.lanes.count() == 2 && comesAndGoes.lanes.count() == 2);
                appendUntil(() -> comesAndGoes.events.get() > 0);
                second.require();
            }
            comesAndGoes.relay.close();
            live.set(1);
            appendUntil(() -> stays.lanes.count() == OutboxLane.COUNT);
            await("all is sent").atMost(SOON).until(() -> rows() == 0);
            first.require();
        }

        assertThat(sent()).isEqualTo(appended);
    }

    private void appendUntil(Callable<Boolean> reached) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> {
            append();
            return reached.call();
        });
    }

    /** In a rolling upgrade some events are sent twice. */
    @Test
    void amongRowsOfEarlierWorkersTheOrderIsKeptToo() throws Exception {
        relayAtOnce(new Worker(2, producer()), new Worker(2, producer()), () -> {
            if (random.nextInt(4) == 0) {
                appendAsEarlierWorkersDo();
            } else {
                append();
            }
        });

        assertThat(sent()).isEqualTo(appended);
    }

    /** What a writer does in one transaction. */
    private interface Writer {
        void append() throws Exception;
    }

    /** Lets two workers relay, in threads of their own, what is appended meanwhile. */
    private void relayAtOnce(Worker one, Worker other, Writer writer) throws Exception {
        await("each has its share").atMost(SOON).until(() -> {
            one.round();
            other.round();
            return one.lanes.count() == 2 && other.lanes.count() == 2;
        });

        try (Loop first = new Loop(one::round); Loop second = new Loop(other::round)) {
            for (int transaction = 0; transaction < 300; transaction++) {
                writer.append();
            }
            first.require();
            second.require();
        }
        await("all is sent").atMost(SOON).until(() -> {
            one.round();
            other.round();
            return rows() == 0;
        });
    }

    @Test
    void aWorkerThatComesLaterGetsItsShareAndNoLaneStaysAlone() throws Exception {
        Worker one = new Worker(2, mock());
        one.round();
        assertThat(one.lanes.count()).as("its share, at once").isEqualTo(2);
        await("the rest, which nobody takes").atMost(SOON).until(() -> {
            one.round();
            return one.lanes.count() == OutboxLane.COUNT;
        });

        Worker later = new Worker(2, mock());
        await("half of them").atMost(SOON).until(() -> {
            List<Integer> held = new ArrayList<>(one.lanes.ofThisRound());
            held.addAll(later.lanes.ofThisRound());
            assertThat(held).doesNotHaveDuplicates();
            return one.lanes.count() == 2 && later.lanes.count() == 2;
        });
        later.relay.close();
        await("all again").atMost(SOON).until(() -> {
            one.round();
            return one.lanes.count() == OutboxLane.COUNT;
        });
    }

    @Test
    void anEarlierWorkersLockIsThatOfTheFirstLane() throws Exception {
        try (NamedLock earlier = new NamedLock(pool(), "outbox")) {
            assertThat(earlier.acquireOrConfirm()).isTrue();
            Worker worker = new Worker(1, mock());

            assertThat(worker.lanes.ofThisRound()).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    void aRowOfAnEarlierWorkerKeepsItsPlaceAmongThoseOfItsAccount() throws Exception {
        MockProducer<byte[], byte[]> firstSent = mock();
        MockProducer<byte[], byte[]> secondSent = mock();
        Worker holderOfTheFirstLane = new Worker(2, firstSent);
        Worker second = new Worker(2, secondSent);
        holderOfTheFirstLane.round();
        second.round();
        assertThat(holderOfTheFirstLane.lanes.ofThisRound()).containsExactlyInAnyOrder(0, 1);
        String account = accountOf(3);
        for (String command : List.of("1", "2", "3", "4", "5")) {
            append(account, command);
        }
        jdbc.execute("UPDATE outbox SET lane = NULL ORDER BY id LIMIT 1");
        assertThat(second.round()).as("behind a row that may be about any account").isEqualTo(Round.EMPTY);
        assertThat(holderOfTheFirstLane.round()).isEqualTo(Round.SENT_ALL);
        assertThat(commands(firstSent)).containsExactly("1", "2", "3", "4", "5");

        for (String command : List.of("6", "7", "8")) {
            append(account, command);
        }
        jdbc.execute("UPDATE outbox SET lane = NULL WHERE id = (SELECT id FROM (SELECT id FROM outbox ORDER BY id"
                + " LIMIT 1 OFFSET 1) AS middle)");
        assertThat(second.round()).isEqualTo(Round.SENT_ALL);
        assertThat(commands(secondSent)).containsExactly("6");
        assertThat(second.round()).isEqualTo(Round.EMPTY);
        assertThat(holderOfTheFirstLane.round()).isEqualTo(Round.SENT_ALL);
        assertThat(commands(firstSent)).endsWith("7", "8");
        assertThat(rows()).isZero();
    }

    @Test
    void eachRoundBeginsWithAnotherLaneSoThatNoneWaitsForAFullOne() throws Exception {
        Worker worker = new Worker(1, mock());
        List<Integer> begins = new ArrayList<>();
        for (int round = 0; round < OutboxLane.COUNT; round++) {
            begins.add(worker.lanes.ofThisRound().getFirst());
        }

        assertThat(begins).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void threeLanesBeginEquallyOften() throws Exception {
        try (NamedLock earlier = new NamedLock(pool(), "outbox")) {
            assertThat(earlier.acquireOrConfirm()).isTrue();
            Worker worker = new Worker(1, mock());
            List<Integer> begins = new ArrayList<>();
            for (int round = 0; round < 6; round++) {
                begins.add(worker.lanes.ofThisRound().getFirst());
            }

            assertThat(begins).containsExactlyInAnyOrder(1, 1, 2, 2, 3, 3);
        }
    }

    @Test
    void whatCannotBeSentHoldsUpItsLaneAlone() throws Exception {
        MockProducer<byte[], byte[]> refusing = new RefusingOneAccount(accountOf(2));
        Worker worker = new Worker(1, refusing);
        for (int lane = 0; lane < OutboxLane.COUNT; lane++) {
            append(accountOf(lane), "1");
            append(accountOf(lane), "2");
        }
        appendParkedNote();

        assertThat(worker.round()).isEqualTo(Round.SENT_ALL);
        assertThat(refusing.history()).hasSize(6);
        assertThat(jdbc.queryForList("SELECT lane FROM outbox", Integer.class)).as("the parked note left, too")
                .containsExactly(2, 2);

        append(accountOf(1), "3");
        assertThat(worker.round()).as("without the lane that failed a moment ago").isEqualTo(Round.SENT_ALL);
        assertThat(worker.round()).isEqualTo(Round.EMPTY);
        assertThat(refusing.history()).hasSize(7);
    }

    @Test
    void aProducerThatHasWaitedInVainIsNotAskedAgainForEachLane() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MockProducer<byte[], byte[]> waiting = new RefusingOneAccount(accountOf(0)) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                asked.incrementAndGet();
                TimeoutException inVain = new TimeoutException("no metadata");
                callback.onCompletion(null, inVain);
                return CompletableFuture.failedFuture(inVain);
            }
        };
        Worker worker = new Worker(1, waiting);
        for (int lane = 0; lane < OutboxLane.COUNT; lane++) {
            append(accountOf(lane), "1");
            append(accountOf(lane), "2");
        }

        assertThat(worker.round()).isEqualTo(Round.FAILED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void lanesAreRelayedAlsoIfNobodyCanCountTheWorkers() throws Exception {
        RelayLanes lanes = new RelayLanes(pool(), () -> {
            throw new SQLException("locked");
        });
        try (lanes) {
            assertThat(lanes.ofThisRound()).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    private void appendParkedNote() {
        jdbc.execute("INSERT INTO outbox (batch_id, kind, payload) VALUES ('parked', 'PARKED',"
                + " '{\"version\":1,\"topic\":\"t\",\"topicId\":\"i\",\"partition\":0,\"bytes\":1,\"offsets\":[7]}')");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whatCannotBeReadHoldsUpItsLaneAlone(CapturedOutput log) throws Exception {
        MockProducer<byte[], byte[]> sent = mock();
        Worker worker = new Worker(1, sent);
        jdbc.execute(
                "INSERT INTO outbox (batch_id, kind, payload, lane) VALUES ('later', 'EVENTS', '{\"version\":99}', 2)");
        for (int lane = 0; lane < OutboxLane.COUNT; lane++) {
            append(accountOf(lane), "1");
        }
        appendParkedNote();
        assertThat(worker.round()).isEqualTo(Round.SENT_ALL);

        assertThat(sent.history()).hasSize(3);
        assertThat(jdbc.queryForList("SELECT lane FROM outbox", Integer.class)).containsExactly(2, 2);
        assertThat(log.getAll()).contains("the rows of these lanes wait", "lanes=\"[2]\"", "newer version");
    }

    /** Gives up what is sent for one account. */
    private static class RefusingOneAccount extends MockProducer<byte[], byte[]> {
        private final String account;

        RefusingOneAccount(String account) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.account = account;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (!text(record.key()).equals(account)) {
                return super.send(record, callback);
            }
            RecordTooLargeException refused = new RecordTooLargeException("too large");
            callback.onCompletion(null, refused);
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** Runs rounds in a thread until it is closed. */
    private static final class Loop implements AutoCloseable {
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Thread thread;
        private volatile boolean running = true;

        Loop(Callable<?> round) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    while (running) {
                        round.call();
                    }
                } catch (Exception unexpected) {
                    failure.set(unexpected);
                }
            });
        }

        void require() {
            assertThat(failure.get()).isNull();
        }

        @Override
        public void close() throws InterruptedException {
            running = false;
            thread.join();
        }
    }

    private void append() throws Exception {
        List<PartitionEvents> partitions = events();
        transactions.run(connection -> {
            new Outbox().appendEventsInTx(connection, partitions);
            return true;
        });
    }

    /** A row for each partition, without a lane. */
    private void appendAsEarlierWorkersDo() throws Exception {
        List<PartitionEvents> partitions = events();
        transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO outbox (batch_id, kind, payload, source_topic, source_partition) VALUES (UUID(), 'EVENTS', ?, ?, ?)")) {
                for (PartitionEvents events : partitions) {
                    statement.setBytes(1, PayloadJson
                            .packEvents(null, events.events(), OutboxRow.EVENTS_BYTES_MAX)
                            .getFirst());
                    statement.setString(2, events.topic());
                    statement.setInt(3, events.partition());
                    statement.executeUpdate();
                }
            }
            return true;
        });
    }

    /** The events of a transaction, of two partitions. An account's events come from any partition of two topics. */
    private List<PartitionEvents> events() {
        List<PartitionEvents> partitions = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            List<AccountEvent> events = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                // the accounts of a transaction's partitions differ, as those of its slices do
                String account = "account-" + (2 * random.nextInt(ACCOUNTS / 2) + partition);
                String command = Long.toString(random.nextLong() >>> 1, 36);
                appended.computeIfAbsent(account, any -> new ArrayList<>()).add(command);
                events.add(refused(account, command));
            }
            partitions.add(new PartitionEvents("topic-" + random.nextInt(2), random.nextInt(6), null, events));
        }
        return partitions;
    }

    private void append(String account, String command) throws Exception {
        transactions.run(connection -> {
            new Outbox().appendEventsInTx(connection, "topic", random.nextInt(9), List.of(refused(account, command)));
            return true;
        });
    }

    private static AccountEvent refused(String account, String command) {
        return new AccountEvent.CommandRefused(account, command, command, CommandType.DEBIT,
                Refusal.INSUFFICIENT_BALANCE, 1_000);
    }

    private static String accountOf(int lane) {
        return Stream.iterate(0, number -> number + 1)
                .map(number -> "account-" + number)
                .filter(account -> OutboxLane.of(account) == lane)
                .findFirst()
                .orElseThrow();
    }

    /** What a consumer that drops repeated ids is told of each account, in its order. */
    private Map<String, List<String>> sent() {
        Map<String, List<String>> commands = new HashMap<>();
        Set<String> known = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    String command = command(record.value());
                    if (known.add(text(record.key()) + " " + command)) {
                        commands.computeIfAbsent(text(record.key()), any -> new ArrayList<>()).add(command);
                    }
                }
            }
        }
        return commands;
    }

    private static Stream<String> commands(MockProducer<byte[], byte[]> sent) {
        return sent.history().stream().map(record -> command(record.value()));
    }

    private static String command(byte[] event) {
        return text(event).replaceAll(".*commandId\":\"([0-9a-z]+)\".*", "$1");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long rows() {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT COUNT(*) FROM outbox", Long.class));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static MockProducer<byte[], byte[]> mock() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(mysql.jdbcUrl(DATABASE));
        pool.setUsername(mysql.username());
        pool.setPassword(mysql.password());
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setMaximumPoolSize(4);
        open.add(pool);
        return pool;
    }
}
