package dev.accountrisk.acceptance;

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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MySQL is a group of three; on servers of its own. */
class GroupReplicationIT {
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
