package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlGroup;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MySQL is a group of three, on servers of its own. Workers reach it as FAILOVER.md recommends. What takes longer runs with
 * {@code -Daccountrisk.group-failovers=all}.
 */
class GroupReplicationIT {
    private static final Logger LOG = LoggerFactory.getLogger(GroupReplicationIT.class);
    /** From the moment on at which a primary accepts writes. */
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(30);
    /** In which workers meet COMMITs that hang. */
    private static final Duration ALONE = Duration.ofSeconds(5);
    private static final Duration LOAD_BEFORE_AND_AFTER = Duration.ofMillis(1_500);
    private static final Duration CONFLICTS_WITHIN = Duration.ofMinutes(3);
    private static final int RECORDS_PER_SECOND = 500;
    private static final Pattern CONFLICTS = Pattern
            .compile("account_risk_batch_reruns_total\\{[^}]*cause=\"(?:conflict|deadlock)\"[^}]*} ([0-9.]+)");

    @TempDir
    private static Path folder;
    private static TestServers servers;
    private static MySqlGroup group;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @BeforeAll
    static void startServers() {
        Optional<MySqlGroup> started = MySqlGroup.start(folder);
        assumeThat(started).as("MySQL as a program of this machine").isPresent();
        group = started.get();
        servers = TestServers.startWithoutMySql(folder);
    }

    @AfterAll
    static void stopServers() {
        if (servers != null) {
            servers.close();
            group.close();
        }
    }

    @BeforeEach
    void beginWhole() {
        group.makeWhole();
    }

    @Test
    @Tag("long")
    void workersOutliveAPrimaryThatIsKilledAndAPlannedSwitch() {
        try (Scenario scenario = new Scenario(servers, group.address(), "group_killed")) {
            List<WorkerProcess> workers = startTwo(scenario);
            failOver(scenario, "primary killed", group::killPrimary);
            failOver(scenario, "planned switch", group::switchPrimary);
            assertNoneEnded(workers);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "accountrisk.group-failovers", matches = "all")
    void workersOutliveAPrimaryThatIsFrozenAndALostMajority() {
        try (Scenario scenario = new Scenario(servers, group.address(), "group_frozen")) {
            List<WorkerProcess> workers = startTwo(scenario);
            failOver(scenario, "primary frozen", group::freezePrimary);
            failOver(scenario, "majority lost", () -> group.loseQuorum(ALONE));
            assertNoneEnded(workers);
        }
    }

    private static List<WorkerProcess> startTwo(Scenario scenario) {
        List<WorkerProcess> workers = Stream.generate(scenario::newWorker).limit(2).toList();
        workers.forEach(WorkerProcess::start);
        workers.forEach(WorkerProcess::awaitReady);
        return workers;
    }

    /** Under load. Afterwards, everything equals the model: rows, journal, events, counters. */
    private void failOver(Scenario scenario, String what, Runnable failOver) {
        try (Traffic _ = Traffic.start(scenario, RECORDS_PER_SECOND, start)) {
            Pause.exactly(LOAD_BEFORE_AND_AFTER);
            failOver.run();
            long acceptedNanos = System.nanoTime();
            Map<String, Long> ends = scenario.ends();
            Eventually.await("what was sent before is applied after: " + what, RECOVERED_WITHIN,
                    () -> scenario.hasApplied(ends));
            LOG.info("{}: all is applied {} ms after a primary accepted writes", what,
                    Duration.ofNanos(System.nanoTime() - acceptedNanos).toMillis());
            group.makeWhole();
            Pause.exactly(LOAD_BEFORE_AND_AFTER);
        }
        Verdict verdict = scenario.verify();
        assertThat(scenario.database().outcomes()).as("the counters of the positions")
                .isEqualTo(verdict.expectedOutcomes());
    }

    private static void assertNoneEnded(List<WorkerProcess> workers) {
        workers.forEach(worker -> assertThat(worker.isAlive()).as(worker.tail()).isTrue());
    }

    @Test
    void aCertificationThatFailsIsRunAgain() throws Exception {
        try (Scenario scenario = new Scenario(servers, group.address(), "group_conflict")) {
            WorkerProcess worker = scenario.startWorker();
            AtomicBoolean over = new AtomicBoolean();
            group.acceptWritesEverywhere();
            try (var _ = Traffic.start(scenario, RECORDS_PER_SECOND, start);
                    var _ = Background.run(() -> writeToo(over))) {
                try {
                    Eventually.await("conflicts", CONFLICTS_WITHIN, () -> conflicts(worker) >= 5);
                } finally {
                    over.set(true);
                }
            } finally {
                group.acceptWritesOnOne();
            }
            scenario.verify();
        }
    }

    /** Changes the rows that the worker changes, on another member, and nothing that anybody compares. */
    private static void writeToo(AtomicBoolean over) {
        MySqlServer other = group.members()
                .stream()
                .filter(member -> !member.equals(group.addressLeadsTo()))
                .findFirst()
                .orElseThrow();
        try (Connection connection = other.connect("group_conflict");
                Statement statement = connection.createStatement()) {
            while (!over.get()) {
                writeOnce(statement);
                Pause.exactly(Duration.ofMillis(20));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeOnce(Statement statement) {
        try {
            statement.executeUpdate("UPDATE consumer_position SET create_time = create_time + INTERVAL 1 SECOND");
        } catch (SQLException theWorkerCameFirst) {
            return;
        }
    }

    private static double conflicts(WorkerProcess worker) throws Exception {
        return CONFLICTS.matcher(worker.metrics())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }
}
