package dev.accountrisk.engine;

import static dev.accountrisk.engine.Records.batch;
import static dev.accountrisk.engine.Records.command;
import static dev.accountrisk.engine.Records.set;
import static dev.accountrisk.engine.Records.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broken.BrokenEngine;
import dev.accountrisk.broken.Flaw;
import dev.accountrisk.broken.FlawedDataSource;
import dev.accountrisk.broken.FlawedFence;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.servers.MySqlPackets;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Slices of several partitions in one transaction, on MySQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedTransactionsIT {
    private static final String DATABASE = "shared_transactions";
    private static final ApplyResult DONE = new ApplyResult.Done(new OutcomeCounts(2, 0, 0, 0, 0, 0));
    private static final ApplyResult FENCE_LOST = new ApplyResult.FenceLost(OutcomeCounts.NONE);

    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger statements = new AtomicInteger();
    private final Map<String, Integer> reruns = new ConcurrentHashMap<>();
    private EngineDatabase database;

    @BeforeAll
    void open() {
        database = EngineDatabase.create(DATABASE);
        database.execute(
                "ALTER TABLE account_balance ADD CONSTRAINT refuses CHECK (account_uuid NOT LIKE 'poison%')");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void commandsOfManyPartitionsNeedOneCommitAndTheStatementsOfOnePartition(TestInfo test) throws SQLException {
        Engines engines = engines();
        String topic = topic(test, engines, 41);
        Engine<Command> alone = engines.open(TestTopics.COMMANDS);
        assertThat(alone.apply(credits(source(topic, 40), 0, "alone"))).isEqualTo(DONE);
        int ofOne = statements.getAndSet(0);
        commits.set(0);
        List<PartitionSlice<Command>> slices = new ArrayList<>();
        for (int partition = 0; partition < 40; partition++) {
            slices.add(new PartitionSlice<>(engines.open(TestTopics.COMMANDS),
                    credits(source(topic, partition), 0, "many-" + partition)));
        }
        Collections.shuffle(slices);

        assertThat(engines.applyTogether(slices).values()).hasSize(40).containsOnly(DONE);

        assertThat(commits).hasValue(1);
        // nobody has committed in these partitions before, so the first reads where its position belongs
        assertThat(statements.get()).isLessThanOrEqualTo(ofOne);
        assertThat(database.number("SELECT SUM(next_offset = 2 AND applied = 2 AND parked = 0) FROM consumer_position"
                + " WHERE topic = ?", topic)).isEqualTo(41);
        assertThat(database.number("SELECT COUNT(*) FROM account_balance WHERE account_uuid LIKE 'many-%'"
                + " AND balance = 3")).isEqualTo(40);
        assertThat(database.number("SELECT COUNT(DISTINCT source_partition) FROM outbox WHERE source_topic = ?"
                + " AND kind = 'EVENTS'", topic)).isEqualTo(41);
        assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE source_topic = ? AND account_uuid ="
                + " CONCAT('many-', source_partition)", topic)).isEqualTo(80);
    }

    @Test
    void riskUpdatesOfManyPartitionsShareATransactionInBothLanes(TestInfo test) throws SQLException {
        Engines engines = engines();
        String topic = topic(test, engines, 20);
        List<Engine<RiskUpdate>> opened = new ArrayList<>();
        for (int partition = 0; partition < 20; partition++) {
            opened.add(engines.open(TestTopics.RISK));
        }
        commits.set(0);
        for (int round = 0; round < 3; round++) {
            List<PartitionSlice<RiskUpdate>> slices = new ArrayList<>();
            for (int partition = 0; partition < 20; partition++) {
                slices.add(new PartitionSlice<>(opened.get(partition), batch(source(topic, partition), 2L * round,
                        List.of(set("set-" + partition, "e" + round, 10 + round, round),
                                Records.add("added-" + partition, "a" + round, 5)))));
            }
            assertThat(engines.applyTogether(slices).values()).containsOnly(DONE);
        }

        assertThat(commits).hasValue(3);
        assertThat(reruns).doesNotContainKey("lost-race");
        assertThat(database.number("SELECT COUNT(*) FROM account_risk WHERE account_uuid LIKE 'set-%' AND risk = 12"
                + " AND version = 3")).isEqualTo(20);
        assertThat(database.number("SELECT COUNT(*) FROM account_risk WHERE account_uuid LIKE 'added-%' AND risk = 15"))
                .isEqualTo(20);
        assertThat(database.number("SELECT SUM(next_offset = 6 AND applied = 6) FROM consumer_position WHERE topic = ?",
                topic)).isEqualTo(20);
    }

    @Test
    void recordsOfSeveralPartitionsAreParkedOnceEach(TestInfo test) throws SQLException {
        Engines engines = engines();
        String topic = topic(test, engines, 3);
        for (int round = 0; round < 2; round++) {
            List<PartitionSlice<Command>> slices = new ArrayList<>();
            for (int partition = 0; partition < 3; partition++) {
                slices.add(new PartitionSlice<>(engines.open(TestTopics.COMMANDS),
                        new Slice<>(source(topic, partition), 0, 1, -1, List.of(new Received<Command>(0, 1_000,
                                ("parks-" + partition).getBytes(StandardCharsets.US_ASCII),
                                "{".getBytes(StandardCharsets.US_ASCII),
                                new Decoded.Invalid<>(ParkReason.NOT_JSON, "not JSON"))))));
            }
            assertThat(engines.applyTogether(slices).values())
                    .containsOnly(new ApplyResult.Done(new OutcomeCounts(0, 0, 0, 0, 1, 0)));
            // read again
            database.execute("UPDATE consumer_position SET next_offset = 0 WHERE topic = '" + topic + "'");
        }

        assertThat(database.number("SELECT COUNT(*) FROM parked_record WHERE source_topic = ?", topic)).isEqualTo(3);
        assertThat(database.number("SELECT COUNT(DISTINCT source_partition) FROM outbox WHERE source_topic = ?"
                + " AND kind = 'PARKED'", topic)).isEqualTo(3);
        assertThat(database.number("SELECT COUNT(*) FROM outbox WHERE source_topic = ? AND kind = 'PARKED'", topic))
                .isEqualTo(3);
    }

    @Test
    void aZombiesSliceIsDroppedAndTheOthersCommit(TestInfo test) throws SQLException {
        Engines engines = engines();
        String topic = topic(test, engines, 3);
        assertThat(engines.open(TestTopics.COMMANDS).apply(credits(source(topic, 1), 0, "owner"))).isEqualTo(DONE);

        Map<Source, ApplyResult> results = engines.applyTogether(slices(engines, topic, 0, "zombie", 3));

        assertThat(results).isEqualTo(Map.of(source(topic, 0), DONE, source(topic, 1), FENCE_LOST, source(topic, 2),
                DONE));
        assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE account_uuid = 'zombie-1'")).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE account_uuid LIKE 'zombie-%'"))
                .isEqualTo(4);
    }

    @Test
    void aRefusedRecordIsParkedAloneAndTheOtherPartitionsAreWhole(TestInfo test) throws SQLException {
        Engines engines = engines();
        String topic = topic(test, engines, 6);
        List<PartitionSlice<Command>> slices = new ArrayList<>(slices(engines, topic, 0, "beside", 6));
        slices.set(3, new PartitionSlice<>(engines.open(TestTopics.COMMANDS), batch(source(topic, 3), 0,
                List.of(command(CommandType.CREDIT, "poison", "c1", "1", null),
                        command(CommandType.CREDIT, "beside-3", "c2", "2", null)))));

        Map<Source, ApplyResult> results = engines.applyTogether(slices);

        assertThat(results.remove(source(topic, 3)))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(1, 0, 0, 0, 1, 0)));
        assertThat(results.values()).hasSize(5).containsOnly(DONE);
        assertThat(database.text("SELECT CONCAT(source_partition, ' ', source_offset, ' ', reason) FROM parked_record"
                + " WHERE source_topic = ?", topic)).isEqualTo("3 0 UNPROCESSABLE");
    }

    @Test
    void aCommitWithoutAnAnswerIsFoundInAllPositionsOrInNone(TestInfo test) throws SQLException {
        MySqlServer mysql = TestServers.shared().mysql();
        try (TcpProxy proxy = TcpProxy.to(mysql);
                HikariDataSource pool = EngineDatabase.pool(mysql, mysql.jdbcUrl(DATABASE)
                        .replace(mysql.host() + ":" + mysql.port(), proxy.host() + ":" + proxy.port()))) {
            Engines engines = EngineDatabase.engines(pool, AccountLocks.NONE, EngineObserver.NONE);
            String topic = topic(test, engines, 3);
            assertThat(engines.applyTogether(slices(engines, topic, 0, "answered", 3)).values()).containsOnly(DONE);
            proxy.loseAnswerTo(MySqlPackets.commit());
            assertThat(engines.applyTogether(slices(engines, topic, 2, "unanswered", 3)).values()).containsOnly(DONE);
            proxy.lose(MySqlPackets.commit());

            assertThat(engines.applyTogether(slices(engines, topic, 4, "uncommitted", 3)).values())
                    .allMatch(ApplyResult.Unavailable.class::isInstance);

            assertThat(proxy.cuts()).isEqualTo(2);
            assertThat(database.number("SELECT SUM(next_offset) FROM consumer_position WHERE topic = ?", topic))
                    .isEqualTo(12);
            assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE account_uuid LIKE 'un%'"))
                    .isEqualTo(6);
        }
    }

    @Test
    void workersThatShareTheSamePartitionsNeverWaitInACircle(TestInfo test) throws Exception {
        fight(test, engines(), 60);

        assertThat(reruns).doesNotContainKey("deadlock");
    }

    @Test
    void workersThatLockPositionsInTheOrderOfArrivalDo(TestInfo test) throws Exception {
        Flaw flaw = BrokenEngine.FENCES_IN_ORDER_OF_ARRIVAL;
        Engines broken = EnginesOfATest.pausing(_ -> {}, new Transactions(counting()), AccountLocks.NONE, observer(),
                new FlawedFence(flaw));
        for (int round = 0; round < 10 && !reruns.containsKey("deadlock"); round++) {
            fight(test, broken, 60);
        }

        assertThat(reruns).containsKey("deadlock");
        reruns.clear();
    }

    /** Three workers believe that they own the same eight partitions. */
    private void fight(TestInfo test, Engines engines, int rounds) throws Exception {
        reruns.clear();
        String topic = topic(test, engines, 8);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < 3; worker++) {
                SplittableRandom random = new SplittableRandom(worker);
                workers.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        List<PartitionSlice<Command>> slices = new ArrayList<>();
                        for (int partition = 0; partition < 8; partition++) {
                            long from = position(source(topic, partition));
                            if (random.nextInt(3) != 0) {
                                slices.add(new PartitionSlice<>(engines.open(TestTopics.COMMANDS),
                                        credits(source(topic, partition), from, topic.hashCode() + "-" + partition)));
                            }
                        }
                        if (!slices.isEmpty()) {
                            engines.applyTogether(slices);
                        }
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        assertThat(database.number("SELECT SUM(next_offset) - SUM(applied + duplicate) FROM consumer_position"
                + " WHERE topic = ?", topic)).isZero();
        assertThat(database.number("SELECT SUM(next_offset) FROM consumer_position WHERE topic = ?", topic))
                .isEqualTo(database.number("SELECT COUNT(*) FROM account_entry WHERE source_topic = ?", topic))
                .isPositive();
    }

    private long position(Source source) {
        return database.number("SELECT next_offset FROM consumer_position WHERE topic = ? AND partition_no = ?",
                source.topic(), source.partition());
    }

    private static List<PartitionSlice<Command>> slices(Engines engines, String topic, long from, String account,
            int partitions) {
        List<PartitionSlice<Command>> slices = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            slices.add(new PartitionSlice<>(engines.open(TestTopics.COMMANDS),
                    credits(source(topic, partition), from, account + "-" + partition)));
        }
        return slices;
    }

    /** Two credits, of 3 in sum. */
    private static Slice<Command> credits(Source source, long from, String account) {
        return batch(source, from, List.of(command(CommandType.CREDIT, account, "c" + from, "1", null),
                command(CommandType.CREDIT, account, "c" + (from + 1), "2", null)));
    }

    private String topic(TestInfo test, Engines engines, int partitions) throws SQLException {
        String topic = test.getTestMethod().orElseThrow().getName() + "-" + commits.incrementAndGet();
        for (int partition = 0; partition < partitions; partition++) {
            engines.positions().create(source(topic, partition), 0);
        }
        statements.set(0);
        return topic;
    }

    private Engines engines() {
        return EnginesOfATest.pausing(_ -> {}, new Transactions(counting()), AccountLocks.NONE, observer(),
                new SharedFence());
    }

    private EngineObserver observer() {
        return new EngineObserver() {
            @Override
            public void rerun(String cause) {
                reruns.merge(cause, 1, Integer::sum);
            }
        };
    }

    private FlawedDataSource counting() {
        return new FlawedDataSource(database.dataSource(), new Flaw() {
            @Override
            public void before(Connection connection, String sql) {
                statements.incrementAndGet();
            }

            @Override
            public void beforeCommit() {
                commits.incrementAndGet();
            }
        });
    }
}
