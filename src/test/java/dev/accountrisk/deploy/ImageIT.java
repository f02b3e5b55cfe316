package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.local.MadeUpFeed;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The worker as the image has it: unprivileged, on a root it cannot write to, its secrets in files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledOnOs(OS.LINUX)
class ImageIT {
    private static final String DATABASE = "deploy_image";
    private static final int PARTITIONS = 4;
    private static final int RECORDS_PER_SECOND = 2_000;
    /** What deploy/kubernetes gives a pod; a test of the manifests holds it there. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(60);
    private static final Duration END_WITHIN = Duration.ofSeconds(25);
    private static final FreshTopics TOPICS = new FreshTopics("account.risk.updates", "account.commands",
            "account.events", "account.parked", "image");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path dir;
    private Path secrets;
    private ImageLayout layout;
    private Connection administrator;
    private DatabaseUsers users;
    private MadeUpFeed feed;
    private ImageProcess worker;

    @BeforeAll
    void start(@TempDir Path fresh) throws Exception {
        dir = fresh;
        TestServers servers = TestServers.shared();
        secrets = Files.createDirectory(dir.resolve("secrets"));
        layout = ImageLayout.shared();
        Program.Result tried = layout.tryOut(secrets);
        Assumptions.assumeTrue(tried.exitCode() == 0,
                () -> "skipped: neither root nor namespaces of users are allowed here: " + tried.output());
        servers.mysql().createDatabase(DATABASE);
        administrator = servers.mysql().connect(DATABASE);
        opened.add(administrator);
        users = new DatabaseUsers(administrator, DATABASE);
        users.create();
        users.open(DatabaseUsers.MIGRATION, "migration");
        users.open(DatabaseUsers.WORKER, "first");
        migrate("classpath:db/migration");
        users.grant();
        TOPICS.create(servers.kafka(), PARTITIONS);
        secret("spring.datasource.username", DatabaseUsers.WORKER);
        secret("spring.datasource.password", "first");
        worker = startWorker("worker");
        feed = new MadeUpFeed(servers.kafka().bootstrapServers(), RECORDS_PER_SECOND);
        opened.add(feed);
        feed.start();
        worker.awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(secrets.resolve(name), value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String url() {
        return TestServers.shared().mysql().jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED");
    }

    private static void migrate(String locations) {
        assertThat(CommandLineEntry.run(AccountRiskWorker.class, "migrate", "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + DatabaseUsers.MIGRATION, "--spring.datasource.password=migration",
                "--spring.flyway.locations=" + locations)).isEqualTo(OptionalInt.of(0));
    }

    private ImageProcess startWorker(String name) throws IOException {
        TestServers servers = TestServers.shared();
        Map<String, String> settings = new HashMap<>(Map.of("SPRING_DATASOURCE_URL", url(),
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers(), "SPRING_DATA_REDIS_HOST",
                servers.redis().host(), "SPRING_DATA_REDIS_PORT", Integer.toString(servers.redis().port()),
                "SPRING_FLYWAY_ENABLED", "false", "SPRING_KAFKA_CONSUMER_GROUPID", TOPICS.group(),
                "ACCOUNTRISK_ROTATION_DATABASEPASSWORDFILE", "/run/secrets/account-risk/spring.datasource.password",
                // the memory of the pod; and a start-up cache that does not fit is an end and not a slower start
                "JDK_JAVA_OPTIONS", "-XX:MaxRAM=768m -XX:AOTMode=on"));
        ImageProcess started = ImageProcess.start(layout.command(secrets, "worker"), settings,
                dir.resolve(name + ".log"));
        opened.add(started);
        return started;
    }

    @Test
    void itIsUserTenThousandAndMoreWithoutAnyRight() throws Exception {
        String status = worker.kernel("status");
        assertThat(status).containsPattern("NoNewPrivs:\\s+1")
                .containsPattern("CapEff:\\s+0+\n")
                .containsPattern("CapPrm:\\s+0+\n");
        if (System.getProperty("user.name").equals("root")) {
            assertThat(status).containsPattern("Uid:\\s+10001\\s+10001\\s+10001\\s+10001");
        }
    }

    @Test
    void itCanWriteToNothingButItsTemporaryFolder() throws Exception {
        Pattern mount = Pattern.compile("^\\S+ \\S+ \\S+ \\S+ (\\S+) (\\S+).*");
        List<String> writable = worker.kernel("mountinfo").lines().map(line -> {
            var matched = mount.matcher(line);
            assertThat(matched.matches()).as(line).isTrue();
            return matched.group(2).matches("rw(,.*)?") ? matched.group(1) : "";
        }).filter(place -> !place.isEmpty() && !place.matches("/proc(/.*)?|/dev/(null|zero|u?random)")).toList();
        assertThat(writable).containsExactly("/tmp");
    }

    @Test
    void itTakesANewPasswordOfTheDatabaseWithoutARestart() throws Exception {
        double before = worker.management().sum("account_risk_records_total");
        users.open(DatabaseUsers.WORKER, "second");
        secret("spring.datasource.password", "second");
        users.killSessionsOf(DatabaseUsers.WORKER);
        await("it continues to apply").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().sum("account_risk_records_total"),
                        now -> now > before + 2 * RECORDS_PER_SECOND);
        worker.awaitReady();
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    @Order(1)
    void everyPanelOfTheDashboardHasData() throws Exception {
        try (Prometheus prometheus = Prometheus.start(dir.resolve("prometheus"), worker.port())) {
            for (String query : Dashboard.queries()) {
                await("there is data for " + query).atMost(WorkerUnderTest.PATIENCE)
                        .ignoreExceptions()
                        .until(() -> prometheus.values(query), values -> !values.isEmpty() && !values.contains("NaN"));
            }
            assertThat(prometheus.rulesWithErrors()).isEmpty();
        }
    }

    /** A rolling update with a schema that was expanded before: old and new side by side, then the old one ends. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theNextVersionReplacesItUnderLoad() throws Exception {
        Path expansion = Files.createDirectory(dir.resolve("expansion"));
        Files.writeString(expansion.resolve("V9000__expand.sql"), """
                ALTER TABLE account_risk ADD COLUMN of_the_next_version VARCHAR(10) NULL;
                ALTER TABLE account_entry ADD COLUMN of_the_next_version BIGINT NOT NULL DEFAULT 0;
                CREATE TABLE of_the_next_version (id INT PRIMARY KEY);
                """);
        migrate("classpath:db/migration,filesystem:" + expansion);
        try (ImageProcess old = worker) {
            worker = startWorker("next");
            worker.awaitReady();
            await("both have partitions").atMost(WorkerUnderTest.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> Math.min(running(old), running(worker)), least -> least > 0);
            int openedBefore = openings(worker);
            long endNanos = System.nanoTime();
            assertThat(old.terminate(GRACE_PERIOD)).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - endNanos)).isLessThan(END_WITHIN);
            await("the next one has all partitions").atMost(WorkerUnderTest.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> running(worker), running -> running == 2 * PARTITIONS);
            assertThat(openings(worker) - openedBefore).as("partitions move once each, at most")
                    .isLessThanOrEqualTo(2 * PARTITIONS);
            assertThat(old.log()).doesNotContain("\"level\":\"ERROR\"");
        }
        feed.close();
        await("every record ended as one thing").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(this::uncounted, left -> left == 0);
    }

    private static double running(ImageProcess of) {
        return of.management().sum("account_risk_partitions", "status=\"running\"");
    }

    private static int openings(ImageProcess of) {
        return Math.toIntExact(of.log().lines().filter(line -> line.contains("\"message\":\"opened\"")).count());
    }

    /** Records in the topics that no outcome was counted for. */
    private long uncounted() throws Exception {
        long records = 0;
        try (Admin admin = TestServers.shared().kafka().admin()) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ends.put(new TopicPartition(TOPICS.riskUpdates(), partition), OffsetSpec.latest());
                ends.put(new TopicPartition(TOPICS.commands(), partition), OffsetSpec.latest());
            }
            for (var end : admin.listOffsets(ends).all().get().values()) {
                records += end.offset();
            }
        }
        try (var statement = administrator.createStatement();
                var row = statement.executeQuery(
                        "SELECT SUM(applied + stale + duplicate + refused + parked) FROM consumer_position")) {
            row.next();
            return records - row.getLong(1);
        }
    }
}
