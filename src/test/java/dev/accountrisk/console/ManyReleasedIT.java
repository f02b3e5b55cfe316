package dev.accountrisk.console;

import static dev.accountrisk.cli.JobLab.credit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.cli.JobLab;
import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.servers.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A release of many records on a bad day: the console ends, and the worker that carries it out is killed. {@code testing.md} says how to ask
 * for 100,000.
 */
@Tag("long")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ManyReleasedIT {
    private static final String DATABASE = "many_released";
    private static final String PASSWORD = "correct horse";
    private static final int MANY = Integer.getInteger("accountrisk.released-records", 5_000);
    private static final Duration SOON = Duration.ofMinutes(60);

    @Test
    void itContinuesWhereItWasAndReleasesEachOnce(@TempDir Path dir) throws Exception {
        try (JobLab lab = new JobLab(DATABASE);
                Connection administrator = TestServers.shared().mysql().connect("")) {
            DatabaseUsers users = new DatabaseUsers(administrator, DATABASE);
            users.create();
            users.grant();
            users.open(DatabaseUsers.CONSOLE, "console");
            users.open(DatabaseUsers.WORKER, "worker");
            park(lab);
            release(lab, dir);
        }
    }

    /** One record was parked while its amount was invalid; the others are copies of it, each of an account of its own, with valid amounts. */
    private static void park(JobLab lab) throws SQLException {
        lab.command(List.of(new JobLab.Sent("a0", credit("a0", "m", 7).value().replace("\"7\"", "\"-7\""))));
        lab.change("UPDATE parked_record SET record_value = REPLACE(record_value, '-7', '7')");
        lab.change(
                """
                        INSERT /*+ SET_VAR(cte_max_recursion_depth = 100000) */ INTO parked_record (source_topic, source_topic_id, source_partition, source_offset, source_timestamp,
                            account_uuid, entry_id, reason, detail, record_key, record_value)
                        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %d)
                        SELECT source_topic, source_topic_id, source_partition, source_offset + n, source_timestamp, CONCAT('a', n),
                            entry_id, reason, detail, CONCAT('a', n), REPLACE(record_value, 'a0', CONCAT('a', n))
                        FROM parked_record, n"""
                        .formatted(MANY - 1));
        lab.change("INSERT IGNORE INTO account_head (account_uuid, version, held_back)"
                + " SELECT account_uuid, 0, TRUE FROM parked_record");
    }

    private static void release(JobLab lab, Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("users"),
                "bo:" + new BCryptPasswordEncoder(10).encode(PASSWORD) + ":APPROVER\n");
        Map<String, String> settings = Map.of("spring.datasource.url", url(), "spring.datasource.username",
                DatabaseUsers.CONSOLE, "spring.datasource.password", "console", "account-risk.console.users-file",
                file.toString());
        String action;
        try (ConsoleProcess console = ConsoleProcess.start(settings, Path.of("target", "many-released-console.log"));
                Visitor visitor = console.visitor();
                WorkerForConsole worker = startWorker(lab, 1)) {
            var _ = visitor.logIn("bo", PASSWORD);
            HttpResponse<String> asked = visitor.post("/actions/records",
                    Map.of("_csrf", visitor.csrf("/overview"), "formKey", UUID.randomUUID().toString(), "why",
                            "ticket 4711", "kind", "RELEASE", "upTo", String.valueOf(Long.MAX_VALUE / 2)));
            action = asked.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
            await("a part is released").atMost(SOON).until(() -> released(lab) > MANY / 10);
            worker.close();
        }
        long before = released(lab);
        assertThat(before).isBetween(MANY / 10L, MANY - 1L);
        try (WorkerForConsole worker = startWorker(lab, 2)) {
            await("the action is done").atMost(SOON)
                    .until(() -> lab.ask("SELECT state FROM operator_action WHERE id = " + action).equals("DONE"));
        }
        assertThat(released(lab)).isEqualTo(MANY);
        assertThat(lab.ask("SELECT CONCAT(COUNT(*), ' ', SUM(outcome = 'APPLIED')) FROM account_entry"))
                .isEqualTo(MANY + " " + MANY);
        assertThat(lab.ask("SELECT CONCAT(COUNT(*), ' ', SUM(balance = 7)) FROM account_balance"))
                .isEqualTo(MANY + " " + MANY);
        assertThat(lab.ask("SELECT COUNT(*) FROM account_head WHERE held_back")).isEqualTo("0");
    }

    private static long released(JobLab lab) throws SQLException {
        return Long.parseLong(lab.ask("SELECT COUNT(*) FROM parked_record WHERE state = 'RELEASED'"));
    }

    private static String url() {
        return TestServers.shared().mysql().jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED");
    }

    private static WorkerForConsole startWorker(JobLab lab, int number) {
        Map<String, String> settings = new HashMap<>(lab.topics().asProperties());
        settings.putAll(Map.of("spring.datasource.url", url(), "spring.datasource.username", DatabaseUsers.WORKER,
                "spring.datasource.password", "worker", "spring.flyway.enabled", "false",
                "spring.kafka.bootstrap-servers", TestServers.shared().kafka().bootstrapServers(), "account-risk.lock",
                "none"));
        return WorkerForConsole.start(settings, Path.of("target", "many-released-worker-" + number + ".log"));
    }
}
