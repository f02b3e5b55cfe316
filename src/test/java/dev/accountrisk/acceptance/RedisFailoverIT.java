package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.RedisNodes;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that has the locks is killed under a worker that locks every account. Rows are right whatever happens; and batches have the
 * locks of the promoted replica soon.
 */
class RedisFailoverIT {
    private static final Logger LOG = LoggerFactory.getLogger(RedisFailoverIT.class);
    private static final String LOCKS = "account-risk:lock";
    /** Far below it on a machine that does nothing else. */
    private static final Duration LOCKS_AGAIN_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RECORDS_PER_SECOND = 200;
    private static final int LOCKED_BATCHES = 30;

    @TempDir
    private Path folder;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void sentinelsPromoteAReplica() throws IOException {
        try (RedisNodes nodes = new RedisNodes(folder)) {
            throughSentinels("Redis", nodes);
        }
    }

    @Test
    @Tag("long")
    void aClusterPromotesAReplica() throws IOException {
        try (RedisNodes nodes = new RedisNodes(folder)) {
            throughCluster("Redis", nodes);
        }
    }

    @Test
    @Tag("long")
    void valkeysSentinelsPromoteAReplica() throws IOException {
        try (RedisNodes nodes = new RedisNodes(folder, valkey())) {
            throughSentinels("Valkey", nodes);
        }
    }

    @Test
    @Tag("long")
    void aClusterOfValkeyPromotesAReplica() throws IOException {
        try (RedisNodes nodes = new RedisNodes(folder, valkey())) {
            throughCluster("Valkey", nodes);
        }
    }

    private static Path valkey() {
        Optional<Path> program = Tool.VALKEY_SERVER.find();
        assumeThat(program).as("Valkey as a program of this machine").isPresent();
        return program.get();
    }

    private void throughSentinels(String name, RedisNodes nodes) throws IOException {
        RedisNodes.Pair pair = nodes.startWatchedPair(LOCKS);
        try (Scenario scenario = new Scenario(TestServers.shared(), "redis_sentinels")) {
            scenario.withEnvironment("SPRING_DATA_REDIS_SENTINEL_MASTER", "mymaster")
                    .withEnvironment("SPRING_DATA_REDIS_SENTINEL_NODES", pair.addresses());
            failOver(name + " with Sentinels", scenario, pair);
        }
    }

    private void throughCluster(String name, RedisNodes nodes) throws IOException {
        RedisNodes.Pair pair = nodes.startClusterPair(LOCKS);
        try (Scenario scenario = new Scenario(TestServers.shared(), "redis_cluster")) {
            scenario.withEnvironment("SPRING_DATA_REDIS_CLUSTER_NODES", pair.addresses());
            failOver(name + " as a Cluster", scenario, pair);
        }
    }

    private void failOver(String what, Scenario scenario, RedisNodes.Pair pair) throws IOException {
        // Redis may be slow on a busy machine, which is not what is tested
        WorkerProcess worker = scenario.with("account-risk.lane", "locked")
                .with("account-risk.redis-lock.wait-max", "2s")
                .startWorker();
        try (Traffic _ = Traffic.start(scenario, RECORDS_PER_SECOND, start)) {
            Eventually.await("batches have locks", PATIENCE, () -> locked(worker) >= LOCKED_BATCHES);
            double appliedBefore = consumed(scenario);
            pair.failOver();
            long promotedAtNanos = System.nanoTime();
            assertThat(consumed(scenario)).as("applied without locks").isGreaterThan(appliedBefore);
            // the moment of the promotion is not exact: whoever has a lock now may have got it before
            double before = locked(worker);
            Eventually.await("batches have locks again", PATIENCE, () -> locked(worker) > before);
            long againMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - promotedAtNanos);
            double again = locked(worker);
            Eventually.await("nearly all batches have them", PATIENCE,
                    () -> locked(worker) >= again + LOCKED_BATCHES);
            LOG.info("{}: batches have locks {} ms after the replica was promoted, {} of them {} ms after it", what,
                    againMillis, LOCKED_BATCHES,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - promotedAtNanos));
            assertThat(Duration.ofMillis(againMillis)).isLessThan(LOCKS_AGAIN_WITHIN);
        }
        scenario.verify();
        assertThat(attempts(worker, "unavailable") + attempts(worker, "skipped"))
                .as("batches without locks while no server was there")
                .isPositive();
    }

    private static double locked(WorkerProcess worker) throws IOException {
        return attempts(worker, "acquired");
    }

    private static double attempts(WorkerProcess worker, String result) throws IOException {
        return Samples.sum(worker.metrics(), "account_risk_lock_seconds_count", "result=\"" + result + '"');
    }

    private static double consumed(Scenario scenario) {
        return scenario.database().number("SELECT SUM(next_offset) FROM consumer_position");
    }
}
