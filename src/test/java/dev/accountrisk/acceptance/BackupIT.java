package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.docs.PageCommands;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older backup is restored under a running worker, by the commands of {@code deploy/BACKUP.md} and the users of {@code users.sql}. */
class BackupIT {
    private static final Path PAGE = Path.of("deploy", "BACKUP.md");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DATABASE = "backup";
    private static final String PASSWORD = "backup";
    private static final String BROKEN = "broken";
    private static final int RECORDS_PER_SECOND = 200;

    @TempDir
    private Path folder;

    private final MySqlServer mysql = TestServers.shared().mysql();
    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
    private Scenario scenario;
    private WorkerProcess worker;

    @BeforeEach
    void startWorker() throws Exception {
        List<Optional<Path>> programs = Stream.of(Tool.MYSQL, Tool.MYSQLDUMP)
                .map(tool -> tool.unpack().or(tool::find))
                .toList();
        assumeThat(programs).as("MySQL's client programs").allMatch(Optional::isPresent);
        for (Optional<Path> program : programs) {
            Path found = program.orElseThrow();
            Files.createSymbolicLink(folder.resolve(found.getFileName()), found);
        }
        Files.createSymbolicLink(folder.resolve("deploy"), Path.of("deploy").toAbsolutePath());
        Files.writeString(folder.resolve("admin.cnf"), """
                [client]
                host = %s
                port = %d
                user = %s
                password = %s
                """.formatted(mysql.host(), mysql.port(), mysql.username(), mysql.password()));
        scenario = new Scenario(TestServers.shared(), DATABASE);
        createUsers();
        actAs(DatabaseUsers.WORKER);
        worker = scenario.startWorker();
    }

    private void createUsers() throws Exception {
        try (Connection administrator = mysql.connect("");
                JobProcess migration = scenario.startJob("migrate")) {
            DatabaseUsers users = new DatabaseUsers(administrator, DATABASE);
            users.create();
            users.open(DatabaseUsers.WORKER, PASSWORD);
            users.open(DatabaseUsers.JOBS, PASSWORD);
            assertThat(migration.exitCode(PATIENCE)).as(migration.output()).isZero();
            users.grant();
        }
        scenario.withEnvironment("SPRING_FLYWAY_ENABLED", "false")
                .withEnvironment("SPRING_DATASOURCE_URL",
                        mysql.jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED"))
                .withEnvironment("SPRING_DATASOURCE_PASSWORD", PASSWORD);
    }

    @AfterEach
    void stopAll() throws Exception {
        try (Connection administrator = mysql.connect(""); var statement = administrator.createStatement()) {
            statement.execute("SET GLOBAL offline_mode = OFF");
        }
        scenario.close();
    }

    @Test
    void afterARestoreTheRowsEqualTheModelAndLostDecisionsAreListed() throws Exception {
        sendBroken();
        try (Traffic _ = Traffic.start(scenario, RECORDS_PER_SECOND, start)) {
            Pause.exactly(Duration.ofSeconds(2));
            askForAPauseThatWaits();
            run("Back up");
            Pause.exactly(Duration.ofSeconds(2));
            scenario.database().execute("UPDATE operator_action SET state = 'CANCELLED'");
            decide("redrive", "drop", "--account", BROKEN, "--why", "after the backup");
            decide("positions", "pause", "--topic", scenario.topics().commands(), "--why", "after it, too");
            long before = applied();

            run("1. Keep what operators decided");
            run("2. Shut the workers out");
            Eventually.await("the worker waits", PATIENCE, () -> worker.health("readiness").contains("code 3032"));
            assertThat(worker.status("liveness")).isEqualTo(200);
            run("3. Replace the tables");
            assertThat(applied()).as("records applied before the backup").isLessThan(before);
            run("4. Let the workers in");
            Pause.exactly(Duration.ofSeconds(2));
        }
        assertThat(run("5. Decide again").lines().filter(line -> line.startsWith("<")))
                .hasSize(2)
                .anyMatch(line -> names(line, "redrive", "DROP", "DONE", BROKEN, scenario.topics().riskUpdates(),
                        "night shift", "after the backup"))
                .anyMatch(line -> names(line, "position", "PAUSE", scenario.topics().commands(), "night shift",
                        "after it, too"));
        assertThat(scenario.database().texts("SELECT why FROM console_audit ORDER BY id"))
                .as("the audit has no gap")
                .containsExactly("after the backup", "after it, too");
        assertThat(scenario.database().texts("SELECT state FROM operator_action"))
                .as("an action that was cancelled since")
                .containsExactly("CANCELLED");
        Eventually.await("the worker reads the pause", PATIENCE,
                () -> worker.health("readiness").contains("paused by night shift: after it, too"));
        decide("positions", "resume", "--topic", scenario.topics().commands(), "--why", "all is back");
        scenario.awaitDrained();
        worker.awaitReady();
        Verdict verdict = scenario.reckon();
        verdict.findings().assertNone();
        assertThat(applied()).isEqualTo(verdict.expectedOutcomes().values().stream().mapToLong(Long::longValue).sum());

        assertThat(states()).containsExactly("PARKED");
        decide("redrive", "drop", "--account", BROKEN, "--why", "again, after the restore");
        assertThat(states()).containsExactly("DROPPED");
        assertThat(worker.hasEndedByItself()).isFalse();
    }

    @Test
    @Tag("long")
    void aPartitionWhoseRecordsAreGoneStopsAndNamesThem() throws Exception {
        send(0, 400);
        scenario.awaitDrained();
        run("Back up");
        Map<String, Long> backedUp = scenario.database().positions();
        send(400, 800);
        scenario.awaitDrained();
        TopicPartition gone = new TopicPartition(scenario.topics().riskUpdates(), 0);
        long end = Objects.requireNonNull(scenario.ends().get(gone.toString()));
        try (Admin admin = TestServers.shared().kafka().admin()) {
            admin.deleteRecords(Map.of(gone, RecordsToDelete.beforeOffset(end))).all().get();
        }

        run("1. Keep what operators decided");
        run("2. Shut the workers out");
        run("3. Replace the tables");
        run("4. Let the workers in");

        long from = Objects.requireNonNull(backedUp.get(gone.toString()));
        Eventually.await("the partition names the records", PATIENCE, () -> worker.health("readiness")
                .contains("records " + from + " to " + (end - 1) + " of " + gone + " are gone from the log"));
        StateCheck.awaitState(worker, "partition stopped");
        Map<String, Long> others = scenario.ends();
        others.remove(gone.toString());
        Eventually.await("all other partitions continue", PATIENCE, () -> scenario.hasApplied(others));
        assertThat(scenario.database().positions()).containsEntry(gone.toString(), from);

        decide("positions", "move", "--topic", gone.topic(), "--partition", "0", "--why", "nobody has the records");
        worker.awaitReady();
        send(800, 900);
        scenario.awaitDrained();
        assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk"))
                .isEqualTo(900 - (end - from));
    }

    /** Somebody else has its lease, so that the worker does not take it. */
    private void askForAPauseThatWaits() {
        scenario.database()
                .execute("INSERT INTO operator_action (form_key, kind, topic, done_by, why, state, lease_until)"
                        + " VALUES (UUID(), 'PAUSE', '" + scenario.topics().riskUpdates()
                        + "', 'ana', 'before the backup',"
                        + " 'RUNNING', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)");
    }

    /** Runs the block under a heading of the page; returns what it writes. */
    private String run(String heading) throws IOException, InterruptedException {
        String commands = PageCommands.under(PAGE, heading).replaceAll("\\baccount_risk\\b", DATABASE);
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", commands).directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        // diff ends with 1 if it finds something
        assertThat(exitCode).as(commands + ": " + output).isEqualTo(commands.contains("\ndiff ") ? 1 : 0);
        return output;
    }

    private void decide(String... command) {
        actAs(DatabaseUsers.JOBS);
        String[] arguments = Stream.concat(Arrays.stream(command), Stream.of("--who", "night shift"))
                .toArray(String[]::new);
        try (JobProcess job = scenario.startJob(arguments)) {
            assertThat(job.exitCode(PATIENCE)).as(job.output()).isZero();
        }
        actAs(DatabaseUsers.WORKER);
    }

    private void actAs(String user) {
        scenario.withEnvironment("SPRING_DATASOURCE_USERNAME", user);
    }

    private long applied() {
        return scenario.database()
                .number("SELECT COALESCE(SUM(applied + stale + duplicate + refused + parked), 0) FROM consumer_position");
    }

    private List<String> states() {
        return scenario.database()
                .texts("SELECT state FROM parked_record WHERE account_uuid = '" + BROKEN + "'");
    }

    private static boolean names(String line, String... parts) {
        return Arrays.stream(parts).allMatch(line::contains);
    }

    private void sendBroken() {
        scenario.send(sender -> sender.accept(record(BROKEN, "{")));
        Eventually.await("it is parked", PATIENCE, () -> !states().isEmpty());
    }

    private void send(int from, int to) {
        scenario.send(sender -> {
            for (int number = from; number < to; number++) {
                String account = "a-" + number;
                sender.accept(record(account, "{\"eventId\":\"e\",\"accountUuid\":\"%s\",\"risk\":5,\"occurredAt\":%d}"
                        .formatted(account, start)));
            }
        });
    }

    private LoadRecord record(String account, String json) {
        return new LoadRecord(scenario.topics().riskUpdates(), account.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8), start);
    }
}
