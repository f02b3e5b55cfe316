package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows, whatever is killed, frozen, flushed or restarted meanwhile; on servers of its own. */
class FaultsIT {
    @TempDir
    private static Path folder;
    private static TestServers servers;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
    private final SplittableRandom random = new SplittableRandom(4711);

    @BeforeAll
    static void startServers() {
        servers = TestServers.startOwn(folder);
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @Test
    @Tag("long")
    void oneOfTwoWorkersIsKilledAgainAndAgain() {
        try (Scenario scenario = new Scenario(servers, "faults_kill")) {
            scenario.startWorker();
            WorkerProcess victim = scenario.startWorker();
            try (var _ = Background.run(() -> sendBoth(scenario, 100_000, 20_000))) {
                for (int kills = 0; kills < 4; kills++) {
                    Pause.upTo(Duration.ofSeconds(2), random);
                    victim.kill();
                    victim.start();
                    victim.awaitReady();
                }
            }
            scenario.verify();
        }
    }

    @Test
    void aFrozenWorkerWakesUpAsAZombieAndHarmsNothing() throws IOException {
        try (Scenario scenario = new Scenario(servers, "faults_freeze")) {
            scenario.with("spring.kafka.consumer.properties.max.poll.interval.ms", 6_000);
            WorkerProcess sleeper = scenario.startWorker();
            try (var sending = Background.run(() -> sendBoth(scenario, 100_000, 20_000))) {
                await("the sleeper is at work").atMost(Duration.ofMinutes(1))
                        .ignoreExceptions()
                        .until(() -> !scenario.database().positions().isEmpty());
                sleeper.freeze();
                WorkerProcess other = scenario.startWorker();
                await("the other has all partitions and is done").atMost(Duration.ofMinutes(2))
                        .ignoreExceptions()
                        .until(() -> sending.isDone() && scenario.isDrained());
                sleeper.thaw();
                assertThat(other.isAlive()).isTrue();
            }
            sendBoth(scenario, 20_000, 5_000);
            scenario.verify();
        }
    }

    @Test
    @Tag("long")
    void redisIsFlushedAllTheTimeAndThenGone() {
        try (Scenario scenario = new Scenario(servers, "faults_redis")) {
            scenario.with("account-risk.lane", "locked");
            scenario.startWorker();
            scenario.startWorker();
            try (var sending = Background.run(() -> sendBoth(scenario, 60_000, 20_000))) {
                while (!sending.isDone() || !scenario.isDrained()) {
                    servers.redis().flushAll();
                }
            }
            servers.redis().kill();
            try {
                sendBoth(scenario, 20_000, 5_000);
                scenario.verify();
            } finally {
                servers.redis().start();
            }
        }
    }

    @Test
    @Tag("long")
    void mysqlIsKilledInTheMiddleAndNothingIsParkedOrLost() {
        try (Scenario scenario = new Scenario(servers, "faults_mysql")) {
            WorkerProcess worker = scenario.startWorker();
            try (var _ = Background.run(() -> sendBoth(scenario, 100_000, 20_000))) {
                for (int kills = 0; kills < 2; kills++) {
                    Pause.upTo(Duration.ofSeconds(3), random);
                    servers.mysql().kill();
                    await("not ready").atMost(Duration.ofSeconds(90))
                            .ignoreExceptions()
                            .until(() -> worker.status("readiness") != 200);
                    assertThat(worker.status("liveness")).as("alive without MySQL").isEqualTo(200);
                    servers.mysql().start();
                    await("ready").atMost(Duration.ofMinutes(1))
                            .ignoreExceptions()
                            .until(() -> worker.status("readiness") == 200);
                }
            }
            scenario.verify();
        }
    }

    @Test
    @Tag("long")
    void theBrokerIsKilledInTheMiddle() {
        try (Scenario scenario = new Scenario(servers, "faults_broker")) {
            scenario.startWorker();
            try (var _ = Background.run(() -> sendBoth(scenario, 100_000, 20_000))) {
                Pause.upTo(Duration.ofSeconds(2), random);
                servers.kafka().kill();
                servers.kafka().start();
            }
            scenario.verify();
        }
    }

    @Test
    void aTopicMadeAgainUnderTheSameNameIsNeverSkippedInto() {
        try (Scenario scenario = new Scenario(servers, "faults_topic")) {
            WorkerProcess worker = scenario.startWorker();
            String topic = scenario.topics().riskUpdates();
            scenario.send(RiskLoad.usual(topic, 1, 5_000, 100, start)::forEach);
            scenario.verify();
            String before = Digest.of(scenario.database());
            int logged = worker.log().length();
            scenario.recreate(topic);
            scenario.send(RiskLoad.usual(topic, 2, 20_000, 100, start + 1_000_000)::forEach);
            await("it says so").atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> saysThatItIsAnother(worker.log().substring(logged), topic)
                            && worker.status("readiness") != 200);
            assertThat(Digest.of(scenario.database())).isEqualTo(before);

            worker.close();
            WorkerProcess again = scenario.newWorker();
            again.start();
            // not ready once its partitions are its own: while they move between its threads it has none to wait for
            await("a new process says so, too").atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> saysThatItIsAnother(again.log(), topic) && again.status("readiness") != 200);
            assertThat(Digest.of(scenario.database())).isEqualTo(before);
        }
    }

    private static boolean saysThatItIsAnother(String log, String topic) {
        return log.contains("topic " + topic + " was deleted and recreated");
    }

    private void sendBoth(Scenario scenario, int updates, int commands) {
        int round = scenario.nextRound();
        scenario.send(
                RiskLoad.usual(scenario.topics().riskUpdates(), round, updates, 5_000, start).adding(0.02)::forEach);
        scenario.send(CommandLoad.usual(scenario.topics().commands(), round, commands, 300, start)::forEach);
    }
}
