package dev.accountrisk.engine;

import static dev.accountrisk.engine.Records.batch;
import static dev.accountrisk.engine.Records.command;
import static dev.accountrisk.engine.Records.set;
import static dev.accountrisk.engine.Records.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.observe.recent.ActivityReport;
import dev.accountrisk.observe.recent.ActivityReport.HotAccount;
import dev.accountrisk.observe.recent.ActivityReport.PartitionFailures;
import dev.accountrisk.observe.recent.RecentActivity;
import dev.accountrisk.servers.MySqlPackets;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine does when things go wrong: everything or nothing, once, and nothing good is parked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineFaultsIT {
    private static final String DATABASE = "engine_faults";

    private EngineDatabase database;

    @BeforeAll
    void open() {
        database = EngineDatabase.create(DATABASE);
        database.execute("ALTER TABLE account_risk ADD CONSTRAINT refuses CHECK (account_uuid NOT LIKE 'poison%')");
        database.execute(
                "ALTER TABLE account_balance ADD CONSTRAINT refuses_too CHECK (account_uuid NOT LIKE 'poison%')");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aZombiesBatchIsFencedAndChangesNothing(TestInfo test) {
        Source source = partition(test);
        Engine<RiskUpdate> zombie = database.engines().open(TestTopics.RISK);
        Engine<RiskUpdate> owner = database.engines().open(TestTopics.RISK);
        assertThat(zombie.apply(batch(source, 0, List.of(set("z1", "e1", 1, 1))))).isInstanceOf(ApplyResult.Done.class);
        assertThat(owner.apply(batch(source, 1, List.of(set("z1", "e2", 2, 2))))).isInstanceOf(ApplyResult.Done.class);

        ApplyResult late = zombie.apply(batch(source, 1, List.of(set("z1", "e3", 3, 3), set("z2", "e4", 4, 4))));

        assertThat(late).isEqualTo(new ApplyResult.FenceLost(OutcomeCounts.NONE));
        assertThat(risk("z1")).isEqualTo(2);
        assertThat(rows("z2")).isZero();
    }

    @Test
    void aPositionOfTheTopicMadeAgainIsAnother(TestInfo test) {
        Source source = partition(test);
        Source again = new Source(source.topic(), "another id", source.partition());

        assertThat(database.engines().open(TestTopics.RISK).apply(batch(again, 0, List.of(set("again", "e", 1, 1)))))
                .isInstanceOf(ApplyResult.FenceLost.class);
        assertThat(rows("again")).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = EngineStep.class, names = {"FENCE", "LOAD", "DECIDE", "WRITE"})
    void aBatchThatEndsInTheMiddleChangesNothingAndSucceedsWhenRunAgain(EngineStep step, TestInfo test) {
        Source source = partition(test);
        String account = "crash-" + step;
        Slice<RiskUpdate> batch = batch(source, 0, List.of(set(account, "e1", 90, 1), Records.add(account, "a1", 5)));
        EngineObserver crash = new EngineObserver() {
            @Override
            public void stepped(EngineStep done, long nanos) {
                if (done == step) {
                    throw new IllegalStateException("crash");
                }
            }
        };
        long outboxBefore = database.number("SELECT COUNT(*) FROM outbox");

        assertThatThrownBy(() -> database.engines(AccountLocks.NONE, crash).open(TestTopics.RISK).apply(batch))
                .hasMessage("crash");
        assertThat(position(source)).isZero();
        assertThat(rows(account)).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE account_uuid = ?", account)).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM outbox")).isEqualTo(outboxBefore);

        assertThat(database.engines().open(TestTopics.RISK).apply(batch))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(2, 0, 0, 0, 0, 0)));
        assertThat(risk(account)).isEqualTo(95);
        assertThat(database.number("SELECT COUNT(*) FROM outbox")).isEqualTo(outboxBefore + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void recordsThatTheDatabaseRefusesAreParkedAloneAndTheOthersApplied(int poisons, TestInfo test) {
        Source source = partition(test);
        AtomicInteger splits = new AtomicInteger();
        EngineObserver observer = new EngineObserver() {
            @Override
            public void split() {
                splits.incrementAndGet();
            }
        };
        List<RiskUpdate> events = new ArrayList<>();
        for (int number = 0; number < 512; number++) {
            boolean poison = number % 73 == 5 && number / 73 < poisons;
            events.add(set((poison ? "poison-" : "good-") + poisons + "-" + number, "e" + number, 1, 1));
        }

        ApplyResult result = database.engines(AccountLocks.NONE, observer)
                .open(TestTopics.RISK)
                .apply(batch(source, 0, events));

        assertThat(result).isEqualTo(new ApplyResult.Done(new OutcomeCounts(512 - poisons, 0, 0, 0, poisons, 0)));
        assertThat(database.number(
                "SELECT COUNT(*) FROM parked_record WHERE source_topic = ? AND reason = 'UNPROCESSABLE'",
                source.topic())).isEqualTo(poisons);
        assertThat(database.number("SELECT COUNT(*) FROM account_risk WHERE account_uuid LIKE ?",
                "good-" + poisons + "-%"))
                .isEqualTo(512 - poisons);
        assertThat(position(source)).isEqualTo(512);
        assertThat(splits.get()).isLessThanOrEqualTo(poisons * 9);
    }

    @Test
    void aRefusedRecordWhoseBytesWereNotKeptIsAskedForAgainAndThenParkedWhole(TestInfo test) {
        Source source = partition(test);
        Slice<RiskUpdate> whole = batch(source, 0, List.of(set("good-kept-1", "e1", 1, 1),
                set("poison-kept", "e2", 1, 1), set("good-kept-2", "e3", 1, 1)));
        Engine<RiskUpdate> engine = database.engines().open(TestTopics.RISK);
        RecordBuffer<RiskUpdate> buffer = engine.newBuffer();
        whole.records().forEach(buffer::append);

        assertThat(engine.apply(new Slice<>(source, 0, 3, -1, buffer.records())))
                .isEqualTo(new ApplyResult.Unkept(new OutcomeCounts(1, 0, 0, 0, 0, 0)));
        assertThat(position(source)).as("what comes before it is applied").isEqualTo(1);
        assertThat(database.number("SELECT COUNT(*) FROM parked_record WHERE source_topic = ?", source.topic()))
                .isZero();

        assertThat(engine.apply(new Slice<>(source, 1, 3, -1, whole.records().subList(1, 3))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(1, 0, 0, 0, 1, 0)));
        assertThat(database.text("SELECT CONCAT(record_key, record_value) FROM parked_record WHERE source_topic = ?",
                source.topic())).isEqualTo("poison-kept{}");
    }

    @Test
    void aRefusedCommandHoldsBackThoseBehindItAndNobodyElse(TestInfo test) {
        Source source = partition(test);
        List<Command> commands = List.of(command(CommandType.CREDIT, "poison-money", "c1", "1", null),
                command(CommandType.CREDIT, "good-money", "c1", "1", null),
                command(CommandType.CREDIT, "poison-money", "c2", "1", null));

        ApplyResult result = database.engines().open(TestTopics.COMMANDS).apply(batch(source, 0, commands));

        assertThat(result).isEqualTo(new ApplyResult.Done(new OutcomeCounts(1, 0, 0, 0, 2, 0)));
        assertThat(database.text(
                "SELECT GROUP_CONCAT(reason ORDER BY source_offset) FROM parked_record WHERE source_topic = ?",
                source.topic())).isEqualTo("UNPROCESSABLE,BEHIND_PARKED");
    }

    @Test
    void anObserverLearnsWhichAccountsABatchHadAndWhyOneDidNotCommit(TestInfo test) {
        Source source = partition(test);
        RecentActivity recent = new RecentActivity();
        Engine<Command> engine = database.engines(AccountLocks.NONE, recent).open(TestTopics.COMMANDS);
        Slice<Command> slice = batch(source, 0, List.of(command(CommandType.CREDIT, "busy", "c1", "5", null),
                command(CommandType.DEBIT, "busy", "c2", "100", null),
                command(CommandType.CREDIT, "calm", "c1", "1", null),
                command(CommandType.DEBIT, "busy", "c3", "100", null)));
        assertThat(engine.apply(slice)).isInstanceOf(ApplyResult.Done.class);
        assertThat(engine.apply(slice)).isInstanceOf(ApplyResult.FenceLost.class);
        assertThat(engine.apply(
                batch(source, 4, List.of(command(CommandType.CREDIT, "poison-recent", "c1", "1", null)))))
                .isInstanceOf(ApplyResult.Done.class);

        ActivityReport report = recent.report();
        assertThat(report.records().top()).hasSize(3)
                .startsWith(new HotAccount(source.topic(), 0, "busy", 3, 3));
        assertThat(report.refused().top()).containsExactly(new HotAccount(source.topic(), 0, "busy", 2, 2));
        assertThat(report.reruns().top()).isEmpty();
        assertThat(report.failures()).containsExactly(
                new PartitionFailures(source.topic(), 0, Map.of("FENCED", 1L, "REFUSED", 1L)));
    }

    @Test
    void aCommitWhoseAnswerIsLostCountsOnceAndIsNotRunAgain(TestInfo test) {
        try (TcpProxy proxy = TcpProxy.to(mysql()); HikariDataSource throughProxy = pool(proxy)) {
            Source source = partition(test);
            Engine<RiskUpdate> engine = engine(throughProxy);
            applied(engine, batch(source, 0, List.of(Records.add("lost-answer", "a0", 1))));
            proxy.loseAnswerTo(MySqlPackets.commit());

            applied(engine, batch(source, 1, List.of(Records.add("lost-answer", "a1", 10))));

            assertThat(proxy.cuts()).isPositive();
            assertThat(risk("lost-answer")).isEqualTo(11);
            assertThat(position(source)).isEqualTo(2);
        }
    }

    @Test
    void aCommitThatNeverArrivesDidNotHappen(TestInfo test) {
        try (TcpProxy proxy = TcpProxy.to(mysql()); HikariDataSource throughProxy = pool(proxy)) {
            Source source = partition(test);
            Engine<RiskUpdate> engine = engine(throughProxy);
            applied(engine, batch(source, 0, List.of(Records.add("lost-commit", "a0", 1))));
            proxy.lose(MySqlPackets.commit());

            ApplyResult result = engine.apply(batch(source, 1, List.of(Records.add("lost-commit", "a1", 10))));

            assertThat(result).isInstanceOf(ApplyResult.Unavailable.class);
            assertThat(proxy.cuts()).isPositive();
            assertThat(risk("lost-commit")).isEqualTo(1);
            applied(engine, batch(source, 1, List.of(Records.add("lost-commit", "a1", 10))));
            assertThat(risk("lost-commit")).isEqualTo(11);
        }
    }

    @Test
    void aLockThatIsHeldTooLongIsWaitedOutAndNothingIsHalfDone(TestInfo test) throws Exception {
        Source source = partition(test);
        Engine<RiskUpdate> engine = database.engines().open(TestTopics.RISK);
        applied(engine, batch(source, 0, List.of(set("held-2", "e0", 1, 1))));
        Queue<String> causes = new ConcurrentLinkedQueue<>();
        EngineObserver observer = tellingReruns(causes);
        RecentActivity recent = new RecentActivity();
        CompletableFuture<ApplyResult> result;
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT * FROM account_risk WHERE account_uuid = 'held-2' FOR UPDATE");
            Engine<RiskUpdate> waiting = database
                    .engines(AccountLocks.NONE, EngineObserver.all(List.of(observer, recent)))
                    .open(TestTopics.risk(Lane.LOCKED));
            result = CompletableFuture.supplyAsync(() -> waiting
                    .apply(batch(source, 1, List.of(set("held-1", "e1", 2, 2), set("held-2", "e2", 3, 3)))));
            await("a lock wait that timed out").atMost(Duration.ofSeconds(20)).until(() -> !causes.isEmpty());
            holder.rollback();
        }

        assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(ApplyResult.Done.class);
        assertThat(causes).contains("lock-wait-timeout");
        assertThat(recent.report().failures())
                .containsExactly(new PartitionFailures(source.topic(), 0, Map.of("LOCK_WAIT", (long) causes.size())));
        assertThat(recent.report().reruns().top().stream().map(HotAccount::account))
                .containsExactlyInAnyOrder("held-1", "held-2");
        assertThat(risk("held-1") + risk("held-2")).isEqualTo(5);
    }

    @Test
    void whatIsRememberedIsNotTrustedWhenAnotherWriterWasThere(TestInfo test) throws SQLException {
        Source source = partition(test);
        Queue<String> causes = new ConcurrentLinkedQueue<>();
        EngineObserver observer = tellingReruns(causes);
        Engine<RiskUpdate> engine = database.engines(AccountLocks.NONE, observer).open(TestTopics.RISK);
        applied(engine, batch(source, 0, List.of(set("remembered", "e1", 1, 1))));
        Source other = new Source(source.topic(), source.topicId(), 1);
        database.engines().positions().create(other, 0);
        applied(database.engines().open(TestTopics.RISK), batch(other, 0, List.of(set("remembered", "e9", 9, 9))));

        ApplyResult result = engine.apply(batch(source, 1, List.of(set("remembered", "e5", 5, 5))));

        assertThat(result).isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 1, 0, 0, 0, 0)));
        assertThat(causes).containsExactly("lost-race");
        assertThat(risk("remembered")).isEqualTo(9);
    }

    @Test
    void aDatabaseThatLostCommitsGetsThemAgainFromTheWorkerThatMadeThem(TestInfo test) {
        Source source = partition(test);
        Engine<RiskUpdate> engine = database.engines().open(TestTopics.RISK);
        database.execute("DROP TABLE IF EXISTS older_risk, older_position");
        database.execute("CREATE TABLE older_risk AS SELECT * FROM account_risk WHERE account_uuid LIKE 'lost-%'");
        database.execute("CREATE TABLE older_position AS SELECT * FROM consumer_position WHERE topic = '"
                + source.topic() + "'");
        List<RiskUpdate> updates = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            updates.add(set("lost-" + number, "e" + number, number % 100, number));
        }
        String rows = "SELECT CONCAT(COUNT(*), ' ', SUM(CRC32(CONCAT_WS(' ', account_uuid, risk, level, last_event_id))))"
                + " FROM account_risk WHERE account_uuid LIKE 'lost-%'";
        applied(engine, batch(source, 0, updates));
        String expected = database.text(rows);

        database.execute("DELETE FROM account_risk WHERE account_uuid LIKE 'lost-%'");
        database.execute("INSERT INTO account_risk (SELECT * FROM older_risk)");
        database.execute("REPLACE INTO consumer_position (SELECT * FROM older_position)");

        assertThat(engine.apply(batch(source, 500, List.of(set("lost-0", "e500", 1, 500)))))
                .isInstanceOf(ApplyResult.FenceLost.class);
        assertThat(engine.apply(batch(source, 0, updates)))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(500, 0, 0, 0, 0, 0)));
        assertThat(database.text(rows)).isEqualTo(expected);
        assertThat(position(source)).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPositionThatMovedBackIsNoticedWithoutAFailure(boolean atOnce, TestInfo test) {
        Source source = partition(test);
        String account = "moved-back-" + atOnce;
        Engine<RiskUpdate> engine = database.engines().open(TestTopics.RISK);
        applied(engine, batch(source, 0, List.of(set(account, "e1", 40, 1))));
        if (!atOnce) {
            assertThat(engine.apply(batch(source, 5, List.of(set(account, "e5", 5, 5)))))
                    .isInstanceOf(ApplyResult.FenceLost.class);
        }
        database.execute("DELETE FROM account_risk WHERE account_uuid = '" + account + "'");
        database.execute("UPDATE consumer_position SET next_offset = 0 WHERE topic = '" + source.topic() + "'");

        assertThat(engine.apply(batch(source, 0, List.of(set(account, "e1", 40, 1)))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(1, 0, 0, 0, 0, 0)));
        assertThat(risk(account)).isEqualTo(40);
    }

    @Test
    void aDroppedCommandThatIsReadAgainDoesNotHoldItsAccountBackAgain(TestInfo test) {
        Source source = partition(test);
        Received<Command> broken = new Received<>(0, 1_000, "dropped".getBytes(StandardCharsets.US_ASCII),
                "{".getBytes(StandardCharsets.US_ASCII), new Decoded.Invalid<>(ParkReason.NOT_JSON, "not JSON"));
        Slice<Command> batch = new Slice<>(source, 0, 1, -1, List.of(broken));
        assertThat(database.engines().open(TestTopics.COMMANDS).apply(batch)).isInstanceOf(ApplyResult.Done.class);
        assertThat(heldBack("dropped")).isEqualTo(1);
        database.execute("UPDATE parked_record SET state = 'DROPPED' WHERE account_uuid = 'dropped'");
        database.execute("UPDATE account_head SET held_back = FALSE WHERE account_uuid = 'dropped'");
        database.execute("UPDATE consumer_position SET next_offset = 0 WHERE topic = '" + source.topic() + "'");

        assertThat(database.engines().open(TestTopics.COMMANDS).apply(batch)).isInstanceOf(ApplyResult.Done.class);

        assertThat(heldBack("dropped")).isZero();
    }

    @Test
    void anEventAndACommandOfOneIdBothTakeEffectAndEachOnlyOnce(TestInfo test) throws SQLException {
        Source risks = partition(test);
        Source commands = new Source(risks.topic(), risks.topicId(), 1);
        database.engines().positions().create(commands, 0);
        Engine<RiskUpdate> riskEngine = database.engines().open(TestTopics.RISK);
        Engine<Command> commandEngine = database.engines().open(TestTopics.COMMANDS);
        List<RiskUpdate> additions = List.of(Records.add("one-id", "first", 5), Records.add("one-id", "second", 7));
        List<Command> credits = List.of(command(CommandType.CREDIT, "one-id", "second", "1", null),
                command(CommandType.CREDIT, "one-id", "first", "2", null));

        applied(riskEngine, batch(risks, 0, additions.subList(0, 1)));
        assertThat(commandEngine.apply(batch(commands, 0, credits)))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(2, 0, 0, 0, 0, 0)));
        applied(riskEngine, batch(risks, 1, additions.subList(1, 2)));

        assertThat(risk("one-id")).isEqualTo(12);
        assertThat(database.number("SELECT balance FROM account_balance WHERE account_uuid = 'one-id'")).isEqualTo(3);
        assertThat(riskEngine.apply(batch(risks, 2, additions)))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 0, 2, 0, 0, 0)));
        assertThat(commandEngine.apply(batch(commands, 2, credits)))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 0, 2, 0, 0, 0)));
    }

    @Test
    void aKnownCommandIsFoundByItsKeyOnceAndThenLookedUp(TestInfo test) {
        Source source = partition(test);
        Queue<String> causes = new ConcurrentLinkedQueue<>();
        EngineObserver observer = tellingReruns(causes);
        Engine<Command> engine = database.engines(AccountLocks.NONE, observer).open(TestTopics.COMMANDS);
        Command credit = command(CommandType.CREDIT, "known", "c1", "1", null);
        Command other = command(CommandType.DEBIT, "known", "c1", "1", null);
        assertThat(engine.apply(batch(source, 0, List.of(credit))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(1, 0, 0, 0, 0, 0)));
        assertThat(causes).isEmpty();

        assertThat(engine.apply(batch(source, 1, List.of(credit, other))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 0, 1, 0, 1, 0)));
        assertThat(causes).containsExactly("conflict");
        assertThat(engine.apply(batch(source, 3, List.of(credit))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 0, 1, 0, 0, 0)));
        assertThat(causes).hasSize(1);
    }

    @Test
    void whatWasDecidedOfAnAccountThatIsHeldBackIsADuplicate(TestInfo test) {
        Source source = partition(test);
        Command credit = command(CommandType.CREDIT, "waits", "c1", "1", null);
        assertThat(database.engines().open(TestTopics.COMMANDS).apply(batch(source, 0, List.of(credit))))
                .isInstanceOf(ApplyResult.Done.class);
        Received<Command> broken = new Received<>(1, 1_000, "waits".getBytes(StandardCharsets.US_ASCII),
                "{".getBytes(StandardCharsets.US_ASCII), new Decoded.Invalid<>(ParkReason.NOT_JSON, "not JSON"));
        Received<Command> again = batch(source, 2, List.of(credit)).records().getFirst();

        assertThat(database.engines()
                .open(TestTopics.COMMANDS)
                .apply(new Slice<>(source, 1, 3, -1, List.of(broken, again))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 0, 1, 0, 1, 0)));
        assertThat(database.engines().open(TestTopics.COMMANDS).apply(batch(source, 3, List.of(credit))))
                .isEqualTo(new ApplyResult.Done(new OutcomeCounts(0, 0, 1, 0, 0, 0)));
    }

    @Test
    void theCountsOfAPartitionAddUpToItsPosition(TestInfo test) {
        Source source = partition(test);
        Engine<RiskUpdate> engine = database.engines().open(TestTopics.RISK);
        applied(engine,
                batch(source, 0, List.of(set("sum", "e2", 1, 2), set("sum", "e2", 1, 2), set("sum", "e1", 1, 1))));

        assertThat(database.text("SELECT CONCAT_WS(' ', next_offset, applied, stale, duplicate, refused, parked)"
                + " FROM consumer_position WHERE topic = ?", source.topic())).isEqualTo("3 1 1 1 0 0");
    }

    @Test
    void locksAreNeverTakenInsideATransaction() throws Exception {
        Transactions transactions = new Transactions(database.dataSource());
        AccountLocks locks = new InMemoryAccountLocks();

        assertThatThrownBy(() -> transactions.run(connection -> locks.acquire(List.of("a"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static EngineObserver tellingReruns(Queue<String> causes) {
        return new EngineObserver() {
            @Override
            public void rerun(String cause) {
                causes.add(cause);
            }
        };
    }

    private Source partition(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName() + "-"
                + Integer.toUnsignedString(test.getDisplayName().hashCode());
        Source source = source(name, 0);
        try {
            database.engines().positions().create(source, 0);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return source;
    }

    private static void applied(Engine<RiskUpdate> engine, Slice<RiskUpdate> batch) {
        assertThat(engine.apply(batch)).isInstanceOf(ApplyResult.Done.class);
    }

    private static MySqlServer mysql() {
        return TestServers.shared().mysql();
    }

    private static HikariDataSource pool(TcpProxy proxy) {
        MySqlServer mysql = mysql();
        return EngineDatabase.pool(mysql, mysql.jdbcUrl(DATABASE)
                .replace(mysql.host() + ":" + mysql.port(),
                        proxy.host() + ":" + proxy.port()));
    }

    private static Engine<RiskUpdate> engine(HikariDataSource on) {
        return EngineDatabase.engines(on, AccountLocks.NONE, EngineObserver.NONE).open(TestTopics.RISK);
    }

    private double risk(String account) {
        return database.real("SELECT risk FROM account_risk WHERE account_uuid = ?", account);
    }

    private long heldBack(String account) {
        return database.number("SELECT COUNT(*) FROM account_head WHERE account_uuid = ? AND held_back", account);
    }

    private long rows(String account) {
        return database.number("SELECT COUNT(*) FROM account_risk WHERE account_uuid = ?", account);
    }

    private long position(Source source) {
        return database.number("SELECT next_offset FROM consumer_position WHERE topic = ?", source.topic());
    }
}
