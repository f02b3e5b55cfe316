package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.servers.MariaDb;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar on servers that keep its promises, and on one that does not. */
class PlatformIT {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    private Path dir;

    @Test
    void aCleanStartWarnsOfNothing() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "platform_clean")) {
            assertThat(scenario.startWorker().log().lines())
                    .filteredOn(line -> line.matches(".*\\b(WARN|ERROR|WARNING)\\b.*"))
                    .isEmpty();
        }
    }

    @Test
    void aMariaDbIsRefusedByNameAndNothingIsWrittenToIt() throws Exception {
        Optional<MariaDb> found = MariaDb.start(dir);
        Assumptions.assumeTrue(found.isPresent(), "skipped: this machine has neither MariaDB nor Debian's packages");
        MariaDb mariaDb = found.orElseThrow();
        String refused = "MariaDB " + mariaDb.version() + " cannot be used: ";
        try (Scenario scenario = new Scenario(TestServers.shared(), mariaDb, "platform_mariadb")) {
            WorkerProcess worker = scenario.newWorker();
            worker.start();
            await("the worker names the server").atMost(SOON)
                    .until(() -> worker.health("readiness").contains(refused));
            StateCheck.awaitState(worker, "starting");

            try (JobProcess job = scenario.startJob("reconcile")) {
                assertThat(job.exitCode(SOON)).as(job.output()).isEqualTo(1);
                assertThat(job.output()).contains(refused);
            }
            try (Connection connection = mariaDb.connect("platform_mariadb");
                    Statement statement = connection.createStatement();
                    ResultSet table = statement.executeQuery("SHOW TABLES")) {
                assertThat(table.next()).as("a table").isFalse();
            }
        } finally {
            mariaDb.kill();
        }
    }
}
