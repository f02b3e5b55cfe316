package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.TopicReader;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlPair;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MySQL loses its primary, and with it what the replica does not have. Two workers run through all of it, one fail-over after the
 * other. Each reaches MySQL through an address of its own that the test moves. After each fail-over everything equals the model:
 * rows, journal, counters, and what a consumer of the events knows that drops repeated ids.
 */
class FailoverIT {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverIT.class);
    /** From the moment on at which the new primary accepts writes; far below it on a machine that does nothing else. */
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(60);
    private static final long LOST_MIN = Long.getLong("accountrisk.lost-transactions", 300);
    private static final Duration SPLIT_FOR = Duration.ofSeconds(Long.getLong("accountrisk.split-seconds", 3));
    private static final String DATABASE = "failover";
    private static final int RECORDS_PER_SECOND = 400;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    @TempDir
    private static Path folder;
    private static MySqlPair mysql;
    private static Scenario scenario;
    private static List<TcpProxy> addresses;
    private static List<WorkerProcess> workers;

    private long promotedAtNanos;

    @BeforeAll
    static void startServers() {
        Optional<MySqlPair> pair = MySqlPair.startProcesses(folder);
        assumeThat(pair).as("servers that can be made to replicate").isPresent();
        mysql = pair.get();
        addresses = List.of(TcpProxy.to(mysql.primary()), TcpProxy.to(mysql.primary()));
        scenario = new Scenario(TestServers.shared(), mysql.currentPrimary(), DATABASE);
        workers = addresses.stream()
                .map(address -> scenario.useMySqlAt(address.host(), address.port()).startWorker())
                .toList();
    }

    @AfterAll
    static void stopServers() {
        if (scenario != null) {
            scenario.close();
            addresses.forEach(TcpProxy::close);
        }
        if (mysql != null) {
            mysql.close();
        }
    }

    @BeforeEach
    void beginWhole() {
        mysql.makeWhole();
        scenario.awaitDrained();
        workers.forEach(WorkerProcess::awaitReady);
    }

    @AfterEach
    void noWorkerEnded() {
        workers.forEach(worker -> assertThat(worker.hasEndedByItself()).as("ended by itself").isFalse());
    }

    @Test
    void aLossIsReadAgainWithTheNextRecord() {
        mysql.stopReplication();
        send("first", 0, 500);
        scenario.awaitDrained();
        assertThat(rows("first")).isEqualTo(500);

        mysql.primary().kill();
        send("first", 500, 501);
        failOver();

        verify("500 lost updates and one more");
        assertThat(rows("first")).isEqualTo(501);
    }

    @Test
    @Tag("long")
    void aLossIsReadAgainWithoutANewRecord() {
        mysql.stopReplication();
        send("quiet", 0, 300);
        scenario.awaitDrained();

        mysql.primary().kill();
        failOver();

        verify("300 lost updates, nothing new");
        assertThat(rows("quiet")).isEqualTo(300);
    }

    @Test
    void updatesAdditionsAndCommandsThatWereLostUnderLoadAreAppliedOnce() {
        long lost;
        try (Traffic _ = traffic()) {
            mysql.stopReplication();
            Eventually.await("many transactions to lose", Duration.ofMinutes(10),
                    () -> MySqlPair.missing(mysql.primary(), mysql.replica()) >= LOST_MIN);
            lost = MySqlPair.missing(mysql.primary(), mysql.replica());
            mysql.primary().kill();
            Pause.exactly(Duration.ofSeconds(1));
            failOver();
            Pause.exactly(Duration.ofSeconds(3));
        }
        verify(lost + " lost transactions under load");
    }

    @Test
    @Tag("long")
    void workersThatStartAfterTheLossFindItToo() {
        mysql.stopReplication();
        try (Traffic _ = traffic()) {
            Pause.exactly(Duration.ofSeconds(3));
        }
        scenario.awaitDrained();
        workers.forEach(WorkerProcess::kill);
        mysql.primary().kill();
        failOver();
        workers.forEach(WorkerProcess::start);
        workers.forEach(WorkerProcess::awaitReady);

        verify("restarted workers");
    }

    @Test
    @Tag("long")
    void aWorkerThatWritesToTheOldPrimaryHarmsNothing() {
        try (Traffic _ = traffic()) {
            MySqlServer old = mysql.primary();
            mysql.stopReplication();
            mysql.promote();
            addresses.getLast().moveTo(mysql.primary());
            addresses.getLast().resetAll();
            changeSidesOfPartitions();
            Pause.exactly(SPLIT_FOR);
            assertThat(MySqlPair.missing(old, mysql.primary())).as("transactions on the old side").isPositive();
            assertThat(MySqlPair.missing(mysql.primary(), old)).as("transactions on the new side").isPositive();

            old.kill();
            moveAddresses();
            Pause.exactly(Duration.ofSeconds(2));
        }
        verify("split brain");
    }

    /** One more worker on the old side takes partitions from the new side, and gives some back to it when it ends. */
    private static void changeSidesOfPartitions() {
        TcpProxy oldSide = addresses.getFirst();
        WorkerProcess third = scenario.useMySqlAt(oldSide.host(), oldSide.port()).startWorker();
        Pause.exactly(SPLIT_FOR);
        assertThat(third.terminate(RECOVERED_WITHIN)).isZero();
    }

    @Test
    @Tag("long")
    void aPlannedSwitchLosesNothingAndRepeatsFewEvents() {
        try (Traffic _ = traffic()) {
            Pause.exactly(Duration.ofSeconds(1));
            mysql.makePrimaryReadOnly();
            // what was on its way to the broker may still arrive, and later on a slow machine
            Eventually.await("no event is sent while the server is read-only", RECOVERED_WITHIN, () -> {
                long before = events();
                Pause.exactly(Duration.ofSeconds(5));
                return events() == before;
            });
            mysql.awaitReplica();
            // as a name that gets another address: connections to the old server stay
            mysql.promote();
            addresses.forEach(address -> address.moveTo(mysql.primary()));
            promotedAtNanos = System.nanoTime();
            Pause.exactly(Duration.ofSeconds(2));
        }
        verify("planned switch");
        assertThat(MySqlPair.missing(mysql.replica(), mysql.primary())).as("lost transactions").isZero();
    }

    @Test
    @Tag("long")
    void afterAPlannedSwitchNoSessionStaysWithTheOldPrimary() throws SQLException {
        send("before", 0, 50);
        scenario.awaitDrained();
        mysql.makePrimaryReadOnly();
        mysql.awaitReplica();
        mysql.promote();
        promotedAtNanos = System.nanoTime();
        addresses.forEach(address -> address.moveTo(mysql.primary()));
        send("after", 0, 50);

        verify("planned switch while little arrives");
        try (Connection old = mysql.replica().connect(""); Statement ask = old.createStatement()) {
            Eventually.value("sessions with the old primary", RECOVERED_WITHIN, () -> {
                try (ResultSet row = ask.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE db = '" + DATABASE + "'")) {
                    row.next();
                    return row.getLong(1);
                }
            }, sessions -> sessions == 0);
        }
    }

    @Test
    void anotherInstallationUnderTheSameAddressIsRefused() throws SQLException {
        MySqlServer staging = TestServers.shared().mysql();
        copySchema(mysql.primary(), staging);
        try (Connection other = staging.connect(DATABASE);
                Statement ask = other.createStatement();
                Traffic _ = traffic()) {
            ask.execute("INSERT INTO installation (id) VALUES ('staging')");
            addresses.forEach(address -> {
                address.moveTo(staging);
                address.resetAll();
            });
            for (WorkerProcess worker : workers) {
                Eventually.await("not ready", RECOVERED_WITHIN,
                        () -> worker.health("readiness").contains("belongs to installation staging"));
                assertThat(worker.status("readiness")).isEqualTo(503);
                assertThat(worker.status("liveness")).isEqualTo(200);
                assertThat(worker.health("readiness"))
                        .contains(scenario.database().texts("SELECT id FROM installation").getFirst());
            }
            Pause.exactly(Duration.ofSeconds(3));
            for (String table : List.of("consumer_position", "account_risk", "account_entry", "outbox")) {
                try (ResultSet rows = ask.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
            moveAddresses();
        } finally {
            staging.dropDatabase(DATABASE);
        }
        verify("back from another installation");
    }

    private static void copySchema(MySqlServer from, MySqlServer to) throws SQLException {
        to.createDatabase(DATABASE);
        try (Connection source = from.connect(DATABASE);
                Connection target = to.connect(DATABASE);
                Statement ask = source.createStatement();
                Statement create = target.createStatement()) {
            List<String> tables = scenario.database().texts("SHOW TABLES");
            for (String table : tables) {
                try (ResultSet row = ask.executeQuery("SHOW CREATE TABLE " + table)) {
                    row.next();
                    create.execute(row.getString(2));
                }
            }
        }
    }

    private void failOver() {
        mysql.promote();
        moveAddresses();
    }

    private void moveAddresses() {
        promotedAtNanos = System.nanoTime();
        addresses.forEach(address -> {
            address.moveTo(mysql.primary());
            address.resetAll();
        });
    }

    /** Waits until all is applied, and compares everything with the model. */
    private void verify(String what) {
        scenario.awaitDrained(RECOVERED_WITHIN);
        LOG.info("{}: all is applied {} s after the new primary accepted writes", what,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - promotedAtNanos));
        Verdict verdict = scenario.reckon();
        verdict.findings().assertNone();
        assertThat(scenario.database().outcomes()).as("the counters of the positions")
                .isEqualTo(verdict.expectedOutcomes());
    }

    private static Traffic traffic() {
        return Traffic.start(scenario, RECORDS_PER_SECOND, System.currentTimeMillis() - HOUR_MILLIS);
    }

    private static void send(String name, int from, int to) {
        long time = System.currentTimeMillis() - HOUR_MILLIS;
        scenario.send(sender -> IntStream.range(from, to).forEach(number -> {
            String account = name + "-" + number;
            String json = "{\"eventId\":\"e\",\"accountUuid\":\"%s\",\"risk\":%d,\"occurredAt\":%d}"
                    .formatted(account, number % 100, time);
            sender.accept(new LoadRecord(scenario.topics().riskUpdates(), account.getBytes(StandardCharsets.UTF_8),
                    json.getBytes(StandardCharsets.UTF_8), time));
        }));
    }

    private static long rows(String name) {
        return scenario.database()
                .number("SELECT COUNT(*) FROM account_risk WHERE account_uuid LIKE '" + name + "-%'");
    }

    /** How many records the topic of events has, with those that came again. */
    private static long events() {
        long[] count = new long[1];
        new TopicReader(scenario.kafka().bootstrapServers())
                .forEach(List.of(scenario.topics().events()), record -> count[0]++);
        return count[0];
    }
}
