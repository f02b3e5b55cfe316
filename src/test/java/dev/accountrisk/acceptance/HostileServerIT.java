package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.GlobalSettings;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The built jar on a server whose every setting that could change a result has another value than its maker's. */
class HostileServerIT {
    private static final Duration JOB_WITHIN = Duration.ofMinutes(2);
    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void everyRowEqualsTheModelAndTheJobsAreRight() throws IOException, SQLException {
        TestServers servers = TestServers.shared();
        try (Scenario scenario = new Scenario(servers, "hostile_server");
                GlobalSettings _ = GlobalSettings.hostile(servers.mysql())) {
            endsWithZero(scenario, "migrate");
            WorkerProcess worker = scenario.startWorker();
            scenario.send(CommandLoad.usual(scenario.topics().commands(), 1, 10_000, 300, start)::forEach);
            scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), 1, 5_000, 300, start).adding(0.1)::forEach);

            Verdict verdict = scenario.verify();

            RiskUpdatesIT.assertCountsAddUp(worker.outcomes(), verdict.expectedOutcomes());
            endsWithZero(scenario, "reconcile");
            endsWithZero(scenario, "backfill", "--mode", "verify");
        }
    }

    private static void endsWithZero(Scenario scenario, String... arguments) {
        try (JobProcess job = scenario.startJob(arguments)) {
            assertThat(job.exitCode(JOB_WITHIN)).as(job.output()).isZero();
        }
    }
}
