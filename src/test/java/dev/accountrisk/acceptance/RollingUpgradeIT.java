package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The upgrade from an earlier version and the way back, as the upgrade notes describe them. Runs where {@code
 * -Daccountrisk.earlier-jar=FILE} names the earlier worker.
 */
@EnabledIfSystemProperty(named = "accountrisk.earlier-jar", matches = ".+")
class RollingUpgradeIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int ROUNDS = 60;

    private final Path earlier = Path.of(System.getProperty("accountrisk.earlier-jar", ""));
    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void nothingIsLostOrReportedTwiceOnTheWayThereAndBack() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "rolling_upgrade")) {
            WorkerProcess first = startEarlier(scenario);
            WorkerProcess second = startEarlier(scenario);
            WorkerProcess third;
            WorkerProcess fourth;
            try (var _ = Background.run(() -> sendSlowly(scenario))) {
                try (JobProcess migration = scenario.startJob("migrate")) {
                    assertThat(migration.exitCode(SOON)).as(migration.output()).isZero();
                }
                third = scenario.startWorker();
                assertThat(first.terminate(SOON)).isZero();
                fourth = scenario.startWorker();
                assertThat(second.terminate(SOON)).isZero();
            }
            scenario.verify();

            await("the outbox is empty before the way back").atMost(SOON)
                    .until(() -> scenario.database().number("SELECT COUNT(*) FROM outbox") == 0);
            assertThat(third.terminate(SOON)).isZero();
            WorkerProcess fifth = startEarlier(scenario);
            assertThat(fourth.terminate(SOON)).isZero();
            send(scenario, 2_000, 500);
            scenario.verify();
            assertThat(fifth.isAlive()).isTrue();
        }
    }

    private WorkerProcess startEarlier(Scenario scenario) {
        WorkerProcess worker = scenario.newWorker();
        worker.useJar(earlier);
        worker.start();
        worker.awaitReady();
        return worker;
    }

    private void sendSlowly(Scenario scenario) {
        for (int round = 0; round < ROUNDS; round++) {
            send(scenario, 1_000, 200);
            Pause.exactly(Duration.ofSeconds(1));
        }
    }

    private void send(Scenario scenario, int updates, int commands) {
        int round = scenario.nextRound();
        scenario.send(
                RiskLoad.usual(scenario.topics().riskUpdates(), round, updates, 2_000, start).adding(0.02)::forEach);
        scenario.send(CommandLoad.usual(scenario.topics().commands(), round, commands, 300, start)::forEach);
    }
}
