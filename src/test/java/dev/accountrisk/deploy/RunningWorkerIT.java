package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.CommandLineEntry;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A worker that runs as production runs it, under the database users of {@code deploy/mysql} and with JSON logs: what it may,
 * what it shows, and what it keeps to itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningWorkerIT {
    private static final String VERSION_ONLY = "SELECT (`description`, `success`, `version`)";
    private static final String DATABASE = "deploy_running_worker";
    private static final String CANARY = "canary5731";
    /** With a binary log, who may make a trigger is not even asked: the server trusts nobody with it. */
    private static final int NO_TRIGGERS = 1419;
    private static final String PASSWORD = "first-" + CANARY;
    private static final String CANARY_AMOUNT = "57315731.5731";
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN_ID = "b7ad6b7169203331";
    private static final Set<String> OF_OTHER_EXPORTERS = Set.of("up", "kube_job_status_failed",
            "kube_cronjob_status_last_successful_time");
    /** This worker has no SSL bundle; the one of SecureConnectionsIT has, and is asked for it there. */
    private static final Set<String> OF_BUNDLES = Set.of("ssl_chain_expiry_seconds");

    private final FreshTopics topics = FreshTopics.named("deploy-running");
    private final JsonMapper json = JsonMapper.builder().build();

    private Path dir;

    private Path log;
    private Path passwordFile;
    private Connection administrator;
    private DatabaseUsers users;
    private WorkerUnderTest worker;
    private KafkaProducer<byte[], byte[]> producer;
    private TraceCollector collector;
    private int sent;

    @BeforeAll
    void start(@TempDir Path fresh) throws Exception {
        dir = fresh;
        TestServers servers = TestServers.shared();
        servers.mysql().createDatabase(DATABASE);
        administrator = servers.mysql().connect("");
        users = new DatabaseUsers(administrator, DATABASE);
        users.create();
        users.open(DatabaseUsers.MIGRATION, "migration");
        users.open(DatabaseUsers.WORKER, PASSWORD);
        users.open(DatabaseUsers.JOBS, "jobs");
        collector = new TraceCollector();
        assertThat(CommandLineEntry.run(AccountRiskWorker.class, "migrate", "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + DatabaseUsers.MIGRATION, "--spring.datasource.password=migration"))
                .isEqualTo(OptionalInt.of(0));
        users.grant();
        users.grantBackfill();
        users.open(DatabaseUsers.REBUILD, "jobs");
        topics.create(servers.kafka(), 3);
        log = dir.resolve("worker.log");
        passwordFile = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
        Map<String, String> settings = new HashMap<>(topics.asProperties());
        settings.putAll(Map.of("spring.datasource.url", url(), "spring.datasource.username", DatabaseUsers.WORKER,
                "spring.datasource.password", PASSWORD, "spring.flyway.enabled", "false",
                "spring.kafka.bootstrap-servers", servers.kafka().bootstrapServers(), "spring.data.redis.host",
                servers.redis().host(), "spring.data.redis.port", Integer.toString(servers.redis().port())));
        settings.putAll(Map.of("account-risk.rotation.database-password-file", passwordFile.toString(),
                "logging.file.name", log.toString(), "logging.structured.format.file", "ecs",
                "logging.level.dev.accountrisk", "debug", "management.opentelemetry.enabled", "true",
                "management.tracing.sampling.probability", "0", "management.opentelemetry.tracing.export.otlp.endpoint",
                collector.endpoint(), "management.opentelemetry.tracing.export.schedule-delay", "200ms"));
        worker = WorkerUnderTest.start(settings);
        worker.awaitReady();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer());
        sendOneOfEverything();
        awaitAllCounted();
        await("the gauges were measured once").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().metrics(), names -> names.contains("account_risk_lag_records"));
    }

    @AfterAll
    void stop() throws SQLException {
        producer.close();
        worker.close();
        collector.close();
        administrator.close();
    }

    /** The user's account asks for an encrypted connection, and gets it from the certificate that the server made itself. */
    private static String url() {
        return TestServers.shared().mysql().jdbcUrl(DATABASE).replace("sslMode=DISABLED", "sslMode=REQUIRED");
    }

    /** Everything a grant, a count or a log line is for: both kinds of updates, every command, and what is parked. */
    private void sendOneOfEverything() {
        String account = "acc-" + CANARY;
        risk(account, "\"eventId\":\"e1\",\"risk\":10,\"occurredAt\":1000,\"note\":\"" + CANARY + "\"");
        risk(account, "\"eventId\":\"e2\",\"type\":\"ADD\",\"risk\":80,\"occurredAt\":2000");
        command(account, "o1", "\"type\":\"OPEN\",\"externalRef\":\"ref-" + CANARY + "\"");
        command("other-" + CANARY, "o1", "\"type\":\"OPEN\",\"externalRef\":\"ref-" + CANARY + "\"");
        command(account, "c1", "\"type\":\"CREDIT\",\"amount\":\"" + CANARY_AMOUNT + "\"");
        command(account, "c1", "\"type\":\"CREDIT\",\"amount\":\"" + CANARY_AMOUNT + "\"");
        command(account, "f1", "\"type\":\"FREEZE\",\"amount\":\"10\",\"holdId\":\"h1\"");
        command(account, "s1", "\"type\":\"SETTLE\",\"amount\":\"4\",\"holdId\":\"h1\"");
        command(account, "f2", "\"type\":\"FREEZE\",\"amount\":\"5\",\"holdId\":\"h2\"");
        command(account, "r2", "\"type\":\"REFUND\",\"holdId\":\"h2\"");
        command(account, "d1", "\"type\":\"DEBIT\",\"amount\":\"99999999999\"");
        command(account, "c1", "\"type\":\"CREDIT\",\"amount\":\"1\"");
        command("held-" + CANARY, "x1", "\"type\":\"NONE-" + CANARY + "\"");
        command("held-" + CANARY, "x2", "\"type\":\"CREDIT\",\"amount\":\"1\"");
        command("traced-" + CANARY, "traced", "\"type\":\"CREDIT\",\"amount\":\"1\"");
        send(topics.riskUpdates(), account, "{not json " + CANARY);
        send(topics.riskUpdates(), account, "{\"" + CANARY + "\":1,\"" + CANARY + "\":2}");
        send(topics.riskUpdates(), CANARY,
                "{\"eventId\":\"e9\",\"accountUuid\":\"another\",\"risk\":1,\"occurredAt\":1}");
    }

    private void risk(String account, String fields) {
        send(topics.riskUpdates(), account, "{\"accountUuid\":\"" + account + "\"," + fields + "}");
    }

    private void command(String account, String id, String fields) {
        send(topics.commands(), account,
                "{\"accountUuid\":\"" + account + "\",\"commandId\":\"" + id + "\"," + fields + "}");
    }

    private void send(String topic, String key, String value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        if (value.contains("\"traced\"")) {
            record.headers()
                    .add("traceparent",
                            ("00-" + TRACE_ID + "-" + SPAN_ID + "-01").getBytes(StandardCharsets.US_ASCII));
        }
        var _ = producer.send(record);
        sent++;
    }

    private void awaitAllCounted() {
        producer.flush();
        await("every record ended as something").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().sum("account_risk_records_total"), counted -> counted == sent);
    }

    @Test
    void theWorkersUserHasExactlyTheseGrants() throws SQLException {
        Set<String> expected = engineGrants(DatabaseUsers.WORKER);
        expected.add(grant("SELECT, INSERT, UPDATE, DELETE", "paused_partition", DatabaseUsers.WORKER));
        expected.add(grant("SELECT, INSERT, UPDATE", "redrive_action", DatabaseUsers.WORKER));
        expected.add(grant("INSERT", "position_action", DatabaseUsers.WORKER));
        expected.add(grant("SELECT, UPDATE (`begun_at`, `ended_at`, `lease`, `lease_until`, `records_left`, `result`,"
                + " `state`, `takeovers`, `worker`)", "operator_action", DatabaseUsers.WORKER));
        expected.add(grant("SELECT", "installation", DatabaseUsers.WORKER));
        expected.add(grant(VERSION_ONLY, "flyway_schema_history", DatabaseUsers.WORKER));
        expected.add(grant("SELECT, INSERT, UPDATE, DELETE", "worker_report", DatabaseUsers.WORKER));
        expected.add(grant("SELECT, INSERT, UPDATE", "account_key", DatabaseUsers.WORKER));
        assertThat(users.grantsOf(DatabaseUsers.WORKER)).isEqualTo(expected);
    }

    @Test
    void theJobsUserHasExactlyTheseGrants() throws SQLException {
        Set<String> expected = engineGrants(DatabaseUsers.JOBS);
        expected.add(grant("SELECT", "installation", DatabaseUsers.JOBS));
        expected.add(grant(VERSION_ONLY, "flyway_schema_history", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT, UPDATE", "redrive_action", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT, UPDATE", "reconcile_run", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT", "reconcile_finding", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT", "position_action", DatabaseUsers.JOBS));
        expected.add(grant("INSERT", "console_audit", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT, UPDATE, DELETE", "paused_partition", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT, UPDATE", "backfill_run", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT, UPDATE", "backfill_partition", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT, UPDATE", "backfill_progress", DatabaseUsers.JOBS));
        expected.add(grant("SELECT, INSERT", "backfill_difference", DatabaseUsers.JOBS));
        expected.add("GRANT ALL PRIVILEGES ON `account_risk_shadow`.* TO `account_risk_jobs`@`%`");
        assertThat(users.grantsOf(DatabaseUsers.JOBS)).isEqualTo(expected);
    }

    private static Set<String> engineGrants(String user) {
        Set<String> expected = new TreeSet<>(Set.of("GRANT USAGE ON *.* TO `" + user + "`@`%`"));
        for (String table : List.of("account_risk", "account_head", "account_balance", "account_hold",
                "consumer_position", "parked_record")) {
            expected.add(grant("SELECT, INSERT, UPDATE", table, user));
        }
        expected.add(grant("SELECT, INSERT", "account", user));
        expected.add(grant("SELECT, INSERT", "account_entry", user));
        expected.add(grant("SELECT, INSERT, UPDATE, DELETE", "account_reference", user));
        expected.add(grant("SELECT, INSERT, DELETE", "outbox", user));
        return expected;
    }

    private static String grant(String what, String table, String user) {
        return "GRANT " + what + " ON `account_risk`.`" + table + "` TO `" + user + "`@`%`";
    }

    /** Last, for a job's context takes this JVM's log over. */
    @Test
    @Order(Integer.MAX_VALUE)
    void jobsWorkUnderTheirUser() throws Exception {
        try (Statement statement = administrator.createStatement()) {
            statement.execute("REVOKE INSERT ON " + DATABASE + ".backfill_difference FROM " + DatabaseUsers.JOBS);
        }
        assertThat(job(DatabaseUsers.JOBS, "backfill", "--mode=verify")).as("before backfill.sql was run again")
                .isEqualTo(OptionalInt.of(1));
        try (Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + DATABASE + ".backfill_run")) {
            row.next();
            assertThat(row.getLong(1)).as("runs that it began").isZero();
        }
        users.grantBackfill();
        assertThat(job(DatabaseUsers.JOBS, "reconcile")).isEqualTo(OptionalInt.of(0));
        assertThat(job(DatabaseUsers.JOBS, "backfill", "--mode=verify")).isEqualTo(OptionalInt.of(0));
        assertThat(job(DatabaseUsers.JOBS, "redrive", "drop", "--account=held-" + CANARY, "--why=test"))
                .isEqualTo(OptionalInt.of(0));
        assertThat(job(DatabaseUsers.REBUILD, "backfill", "--mode=rebuild")).isEqualTo(OptionalInt.of(0));
    }

    private OptionalInt job(String user, String... command) {
        return CommandLineEntry.run(AccountRiskWorker.class, Stream.concat(Stream.of(command),
                Stream.of("--spring.datasource.url=" + url(), "--spring.datasource.username=" + user,
                        "--spring.datasource.password=jobs", "--spring.flyway.enabled=false",
                        "--account-risk.topics.risk-updates=" + topics.riskUpdates(),
                        "--account-risk.topics.commands=" + topics.commands(),
                        "--spring.kafka.bootstrap-servers=" + TestServers.shared().kafka().bootstrapServers(),
                        "--account-risk.lock=none"))
                .toArray(String[]::new));
    }

    /** From the header of a record through the batch to the event that leaves, and to whoever collects traces. */
    @Test
    void anEventBelongsToTheTraceOfItsRecord() {
        ConsumerRecord<byte[], byte[]> event = read(topics.events(), records -> records.stream()
                .anyMatch(RunningWorkerIT::isTraced)).stream()
                .filter(RunningWorkerIT::isTraced)
                .findFirst()
                .orElseThrow();
        String traceParent = new String(event.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII);
        assertThat(traceParent).matches("00-" + TRACE_ID + "-(?!" + SPAN_ID + ")[0-9a-f]{16}-01");
        assertThat(json.readTree(event.value()).get("traceparent").asString()).isEqualTo(traceParent);
        await("the span is collected").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(collector::received,
                        spans -> spans.contains(TRACE_ID) && spans.contains(traceParent.substring(36, 52)));
        assertThat(collector.text()).contains("process " + topics.commands()).doesNotContain(CANARY);
    }

    private static boolean isTraced(ConsumerRecord<byte[], byte[]> event) {
        Header header = event.headers().lastHeader("traceparent");
        return header != null && new String(header.value(), StandardCharsets.US_ASCII).contains(TRACE_ID);
    }

    @Test
    void everythingIsDoneUnderThoseGrants() {
        assertThat(worker.management().sum("account_risk_partitions", "status=\"stopped\"")).isZero();
        assertThat(worker.management().sum("account_risk_partitions", "status=\"waiting\"")).isZero();
        assertThat(worker.management().sum("account_risk_records_total", "outcome=\"parked\"")).isEqualTo(6);
        assertThat(worker.management().sum("account_risk_records_total", "outcome=\"refused\"")).isEqualTo(2);
        assertThat(worker.management().sum("account_risk_records_total", "outcome=\"duplicate\"")).isEqualTo(1);
        await("the outbox is sent and deleted").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().sum("account_risk_outbox_relayed_total", "kind=\"parked\""),
                        relayed -> relayed == 6);
        await("the gauges know what is parked").atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> worker.management().sum("account_risk_parked_open_records", "reason=\"CONFLICT\""),
                        open -> open == 1);
    }

    @Test
    void theWorkersUserCanNeitherRewriteTheJournalNorChangeTheSchema() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), DatabaseUsers.WORKER,
                Files.readString(passwordFile).strip()); var statement = connection.createStatement()) {
            for (String forbidden : List.of("UPDATE account_entry SET kind = 'ADD'", "DELETE FROM account_entry",
                    "DELETE FROM account_balance", "TRUNCATE TABLE account_entry", "DROP TABLE outbox",
                    "ALTER TABLE account_entry ADD COLUMN x INT", "CREATE TABLE x (y INT)",
                    "SELECT * FROM flyway_schema_history")) {
                assertThatThrownBy(() -> statement.execute(forbidden)).as(forbidden)
                        .isInstanceOfSatisfying(SQLException.class,
                                denied -> assertThat(denied.getErrorCode()).isIn(1142, 1143));
            }
        }
    }

    @Test
    void nobodyButTheSchemasUserCanChangeTheAudit() throws Exception {
        users.open(DatabaseUsers.CONSOLE, "console");
        for (Map.Entry<String, String> user : Map.of(DatabaseUsers.WORKER, Files.readString(passwordFile).strip(),
                DatabaseUsers.JOBS, "jobs", DatabaseUsers.REBUILD, "jobs", DatabaseUsers.CONSOLE, "console")
                .entrySet()) {
            try (Connection connection = DriverManager.getConnection(url(), user.getKey(), user.getValue());
                    var statement = connection.createStatement()) {
                for (String forbidden : List.of("UPDATE console_audit SET why = 'another'", "DELETE FROM console_audit",
                        "TRUNCATE TABLE console_audit", "DROP TABLE console_audit",
                        "ALTER TABLE console_audit DROP COLUMN why",
                        "RENAME TABLE console_audit TO account_risk_replaced.console_audit",
                        "REPLACE INTO console_audit (id, done_by, action, subject) VALUES (1, 'x', 'x', 'x')",
                        "CREATE TRIGGER t BEFORE INSERT ON console_audit FOR EACH ROW SET NEW.done_by = 'x'",
                        "UPDATE operator_action SET done_by = 'x'", "DELETE FROM operator_action")) {
                    assertThatThrownBy(() -> statement.execute(forbidden)).as(user.getKey() + ": " + forbidden)
                            .isInstanceOfSatisfying(SQLException.class,
                                    denied -> assertThat(denied.getErrorCode()).isIn(1142, 1143, NO_TRIGGERS));
                }
            }
        }
    }

    @Test
    void theWorkersUserCannotComeUnencrypted() {
        assertThatThrownBy(() -> DriverManager.getConnection(TestServers.shared().mysql().jdbcUrl(DATABASE),
                DatabaseUsers.WORKER, Files.readString(passwordFile).strip()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @Test
    void everyQueryOfTheDashboardAsksForWhatTheWorkerHas() throws Exception {
        List<String> queries = Dashboard.queries();
        assertThat(queries).hasSizeGreaterThan(20);
        requireExposed(queries);
    }

    @Test
    void everyAlertAsksForWhatTheWorkerHas() throws Exception {
        requireExposed(AlertRules.all().stream().map(rule -> String.valueOf(rule.get("expr"))).toList());
    }

    private void requireExposed(List<String> queries) {
        List<String> series = worker.management().series();
        for (String query : queries) {
            assertThat(Queries.of(query)).as(query).isNotEmpty();
            for (Queries.Asked asked : Queries.of(query)) {
                if (OF_OTHER_EXPORTERS.contains(asked.metric()) || OF_BUNDLES.contains(asked.metric())) {
                    continue;
                }
                List<String> ofMetric = series.stream()
                        .filter(line -> line.startsWith(asked.metric() + "{") || line.startsWith(asked.metric() + " "))
                        .toList();
                assertThat(ofMetric).as(asked.metric() + " in " + query).isNotEmpty();
                for (String tag : asked.tags()) {
                    String text = tag.replaceFirst("=", "=\"") + "\"";
                    assertThat(ofMetric).as(tag + " in " + query).anyMatch(line -> line.contains(text));
                }
            }
        }
    }

    @Test
    void theTableOfMetricsIsWhole() throws Exception {
        Pattern row = Pattern.compile("^\\| `(account_risk_[a-z_]+)`.*");
        Set<String> documented = new TreeSet<>();
        Files.readString(Path.of("deploy/METRICS.md")).lines().forEach(line -> {
            var matched = row.matcher(line);
            if (matched.matches()) {
                documented.add(matched.group(1));
            }
        });
        Set<String> exposed = new TreeSet<>();
        for (String name : worker.management().metrics()) {
            if (name.startsWith("account_risk_")) {
                exposed.add(name.replaceFirst("(_seconds|_records)_(count|sum|max)$", "$1"));
            }
        }
        assertThat(exposed).isEqualTo(documented);
    }

    @Test
    void theWorkerTellsTheConsoleWhatItHas() {
        for (int number = 1; number <= 5; number++) {
            risk("busy", "\"eventId\":\"b" + number + "\",\"risk\":10,\"occurredAt\":" + number);
        }
        awaitAllCounted();
        String report = "SELECT CONCAT(ready, ' ', problems, ' ', partitions, ' ', activity) FROM " + DATABASE
                + ".worker_report"
                + " WHERE reported_at > UTC_TIMESTAMP(3) - INTERVAL 20 SECOND";
        await("a report says that all six partitions run").atMost(WorkerUnderTest.PATIENCE).until(() -> {
            try (var statement = administrator.createStatement(); var row = statement.executeQuery(report)) {
                return row.next() ? row.getString(1) : "";
            }
        }, text -> text.startsWith("1 {} [") && text.split("\"RUNNING\"", -1).length == 7
                && text.contains(
                        "{\"topic\":\"" + topics.commands() + "\",\"partition\":0,\"status\":\"RUNNING\",\"cause\"")
                && text.contains("\"account\":\"busy\"") && text.contains("\"policy\":{\"halfLifeMillis\":"));
    }

    /** Spring Security is on the class path for the console alone. */
    @Test
    void theWorkersEndpointsAreOpen() {
        assertThat(worker.hasBean("springSecurityFilterChain")).isFalse();
        assertThat(worker.hasBean("thymeleafViewResolver")).isFalse();
        assertThat(worker.hasBean("springSessionRepositoryFilter")).isFalse();
        for (String path : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus")) {
            var answer = worker.management().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().map()).as(path).doesNotContainKeys("x-frame-options", "set-cookie");
        }
        for (String path : List.of("/overview", "/login", "/console.css", "/icon.svg")) {
            assertThat(worker.management().get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theClientsOfKafkaReportTheirMetrics() throws Exception {
        assertThat(worker.management().metrics()).anyMatch(name -> name.startsWith("kafka_consumer_"))
                .anyMatch(name -> name.startsWith("kafka_producer_"));
    }

    @Test
    void theManagementPortShowsHealthInfoAndMetricsAndNothingElse() {
        JsonNode links = json.readTree(worker.management().get("/actuator").body()).get("_links");
        assertThat(links.propertyNames()).allMatch(name -> name.equals("self") || name.startsWith("health")
                || name.equals("info") || name.startsWith("prometheus"));
        for (String endpoint : List.of("env", "heapdump", "threaddump", "loggers", "beans", "configprops", "mappings",
                "metrics", "shutdown", "flyway", "scheduledtasks", "conditions", "caches", "sbom", "startup")) {
            assertThat(worker.management().get("/actuator/" + endpoint).statusCode()).as(endpoint).isEqualTo(404);
        }
        assertThat(worker.management().send("POST", "/actuator/shutdown").statusCode()).isEqualTo(404);
        assertThat(worker.management().send("POST", "/actuator/loggers/ROOT").statusCode()).isEqualTo(404);
        assertThat(worker.management().get("/").statusCode()).isEqualTo(404);
        assertThat(worker.management().get("/actuator/info").body()).doesNotContain(CANARY);
    }

    @Test
    void noPayloadIdOrSecretIsInLogsMetricsHealthOrHeaders() throws Exception {
        assertThat(Files.readString(log)).doesNotContain(CANARY, CANARY_AMOUNT);
        assertThat(worker.management().get("/actuator/prometheus").body()).doesNotContain(CANARY, CANARY_AMOUNT);
        assertThat(worker.management().get("/actuator/health").body()).doesNotContain(CANARY);
        List<ConsumerRecord<byte[], byte[]>> parked = read(topics.parked(), records -> records.size() >= 6);
        for (ConsumerRecord<byte[], byte[]> record : parked) {
            Set<String> names = new HashSet<>();
            for (Header header : record.headers()) {
                names.add(header.key());
                assertThat(new String(header.value(), StandardCharsets.UTF_8)).as(header.key())
                        .doesNotContain(CANARY, CANARY_AMOUNT, "Exception", "\n");
            }
            assertThat(names).containsExactlyInAnyOrder("parked-reason", "parked-detail", "source-topic",
                    "source-partition", "source-offset", "source-timestamp");
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic,
            Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.shared().kafka().bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await("they left to " + topic).atMost(WorkerUnderTest.PATIENCE).ignoreExceptions().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                return enough.test(read);
            });
        }
        return read;
    }

    @Test
    void theLogIsOneJsonObjectALine() throws Exception {
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode entry = json.readTree(line);
            assertThat(entry.has("@timestamp")).isTrue();
            assertThat(entry.at("/log/level").asString()).isNotEmpty();
        }
        assertThat(lines).anyMatch(line -> line.contains("\"partition\":\"" + topics.commands()));
        JsonNode batch = lines.stream()
                .map(json::readTree)
                .filter(entry -> entry.at("/batch/topic").asString("").equals(topics.commands()))
                .findFirst()
                .orElseThrow();
        // partitions that share a transaction are lists, and the first one gives the batch its name
        assertThat(batch.at("/batch/id").asString()).isEqualTo(
                "%s-%s@%s".formatted(topics.commands(), first(batch, "partition"), first(batch, "first_offset")));
        assertThat(batch.at("/batch/last_offset").asString()).matches("\\d+(,\\d+)*");
    }

    private static String first(JsonNode entry, String field) {
        return entry.at("/batch/" + field).asString().split(",", 2)[0];
    }

    @Test
    void aNewPasswordOfTheDatabaseNeedsNoRestart() throws Exception {
        users.open(DatabaseUsers.WORKER, "second-" + CANARY);
        Files.writeString(passwordFile, "second-" + CANARY + "\n");
        users.killSessionsOf(DatabaseUsers.WORKER);
        risk("rotated-" + CANARY, "\"eventId\":\"e1\",\"risk\":10,\"occurredAt\":1000");
        awaitAllCounted();
        worker.awaitReady();
        assertThat(Files.readString(log)).doesNotContain("second-" + CANARY);
    }
}
