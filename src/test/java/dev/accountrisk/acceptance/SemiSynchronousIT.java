package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.model.WorkerDatabase;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlPair;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary waits for its replica at each COMMIT (semi-synchronous replication). What the worker or anybody saw committed is on the
 * replica that is promoted. A replica that gives no answer stops the commits, and the worker says so and stays alive.
 */
@Tag("long")
class SemiSynchronousIT {
    private static final Logger LOG = LoggerFactory.getLogger(SemiSynchronousIT.class);
    private static final String DATABASE = "semi_synchronous";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RECORDS_PER_SECOND = 200;
    private static final int RECORDS = 600;

    @TempDir
    private Path folder;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void whatWasSeenCommittedIsOnThePromotedReplica() {
        Optional<MySqlPair> started = MySqlPair.startProcesses(folder);
        assumeThat(started).as("servers that can be made to replicate").isPresent();
        try (MySqlPair mysql = started.get();
                TcpProxy address = TcpProxy.to(mysql.primary());
                Scenario scenario = new Scenario(TestServers.shared(), mysql.currentPrimary(), DATABASE)) {
            mysql.beSemiSynchronous(Duration.ofHours(1));
            WorkerProcess worker = scenario.useMySqlAt(address.host(), address.port()).startWorker();
            try (Traffic _ = Traffic.start(scenario, RECORDS_PER_SECOND, start)) {
                Eventually.await("records are applied", PATIENCE, () -> applied(scenario.database()) >= RECORDS);
                aReplicaThatGivesNoAnswerHoldsTheCommits(mysql, scenario, worker);

                Map<String, Long> seen = scenario.database().positions();
                mysql.primary().kill();
                mysql.applyReceived();
                WorkerDatabase promoted = databaseOf(mysql.replica());
                assertThat(promoted.positions()).allSatisfy((partition, offset) -> assertThat(offset).as(partition)
                        .isGreaterThanOrEqualTo(seen.getOrDefault(partition, 0L)));
                mysql.promote();
                long promotedAtNanos = System.nanoTime();
                address.moveTo(mysql.primary());
                address.resetAll();
                long before = applied(promoted);
                Eventually.await("records are applied again", PATIENCE, () -> applied(promoted) > before);
                LOG.info("records are applied {} ms after the promotion",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - promotedAtNanos));
            }
            scenario.verify();
            assertThat(worker.hasEndedByItself()).isFalse();
        }
    }

    private static void aReplicaThatGivesNoAnswerHoldsTheCommits(MySqlPair mysql, Scenario scenario,
            WorkerProcess worker) {
        WorkerDatabase database = scenario.database();
        Instant frozen = Instant.now();
        mysql.replica().freeze();
        Eventually.await("the worker waits for its commits", PATIENCE, () -> worker.status("readiness") == 503);
        assertThat(worker.status("liveness")).isEqualTo(200);
        long before = applied(database);
        mysql.replica().thaw();
        long thawedAtNanos = System.nanoTime();
        Eventually.await("the commits succeed", PATIENCE, () -> applied(database) > before + RECORDS);
        LOG.info("{} more records are applied {} ms after the replica answers again", RECORDS,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - thawedAtNanos));
        // a COMMIT that hangs keeps its locks, and whoever asks for its outcome waits for them
        scenario.lockWaits().expect(frozen, Instant.now());
    }

    private static WorkerDatabase databaseOf(MySqlServer server) {
        return new WorkerDatabase(server.jdbcUrl(DATABASE), server.username(), server.password());
    }

    private static long applied(WorkerDatabase database) {
        return database.number("SELECT COALESCE(SUM(next_offset), 0) FROM consumer_position");
    }
}
