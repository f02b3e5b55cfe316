package dev.accountrisk.acceptance;

import static dev.accountrisk.acceptance.StateCheck.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.StringUtils;

/** A worker that does not apply says so, names the cause, and resumes by itself; on servers of its own. */
class StandingStillIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration LATE = Duration.ofMinutes(4);
    private static final Pattern OPEN_FOR_A_MINUTE = Pattern
            .compile("account_risk_open_transaction_seconds\\{[^}]*partition=\"0\"[^}]*} ([6-9]\\d|\\d{3,})\\.0");
    private static final String EVERYBODY_MAY_WHAT_NOBODY_IS_DENIED = """

            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            allow.everyone.if.no.acl.found=true
            """;

    @TempDir
    private static Path folder;
    private static TestServers servers;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @BeforeAll
    static void startServers() {
        Optional<TestServers> own = TestServers.startOwnProcesses(folder);
        assumeThat(own).as("servers whose files can be changed").isPresent();
        servers = own.get();
        // its files exist once it has started, and the tests change them
        var _ = servers.kafka();
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @Test
    void aBatchThatCannotBeReadStopsItsPartitionAndNoOther() throws IOException {
        try (Scenario scenario = new Scenario(servers, "still_corrupt")) {
            String topic = scenario.topics().riskUpdates();
            sendTo(scenario, 0, 3, "");
            WorkerProcess worker = scenario.startWorker();
            scenario.awaitDrained();
            worker.close();
            sendTo(scenario, 0, 3, "");
            servers.kafka().stop();
            corruptEndOf(topic + "-0");
            servers.kafka().start();
            sendTo(scenario, 1, 5, "");

            worker.start();
            awaitNotReady(worker, topic + "-0", "from offset 3 on", "corrupt");
            awaitPosition(scenario, topic + "-1", 5);
            assertThat(worker.status("liveness")).as("a restart does not help").isEqualTo(200);
            sendTo(scenario, 1, 5, "");
            awaitPosition(scenario, topic + "-1", 10);
            Pause.exactly(Duration.ofSeconds(15));
            assertThat(worker.status("readiness")).as("while it is tried again").isNotEqualTo(200);
            assertThat(StringUtils.countOccurrencesOf(worker.log(), "partition stopped")).isOne();
            assertThat(worker.log().lines().count()).as("lines of log").isLessThan(150);
        }
    }

    @Test
    void aConsumerThatWasDeniedItsGroupComesBackOnceItMay() throws Exception {
        useAuthorizer();
        try (Scenario scenario = new Scenario(servers, "still_denied"); Admin admin = servers.kafka().admin()) {
            WorkerProcess worker = scenario.startWorker();
            AclBinding denial = new AclBinding(
                    new ResourcePattern(ResourceType.GROUP, scenario.topics().group(), PatternType.LITERAL),
                    new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.DENY));
            admin.createAcls(List.of(denial)).all().get();
            awaitNotReady(worker, "GroupAuthorizationException", scenario.topics().group());
            assertThat(worker.status("liveness")).as("a restart does not help").isEqualTo(200);
            Pause.exactly(Duration.ofSeconds(20));
            admin.deleteAcls(List.of(denial.toFilter())).all().get();

            Eventually.await("ready again", SOON, () -> worker.status("readiness") == 200);
            scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), 1, 1_000, 100, start)::forEach);
            scenario.verify();
        }
    }

    @Test
    @Tag("long")
    void holdsThatMayNotBeSentStayOpenAndExpireOnceTheyMay() throws Exception {
        useAuthorizer();
        try (Scenario scenario = new Scenario(servers, "still_unexpired"); Admin admin = servers.kafka().admin()) {
            WorkerProcess worker = scenario.startWorker();
            sendCommand(scenario, "\"type\":\"CREDIT\",\"amount\":\"5\"");
            sendCommand(scenario, "\"type\":\"FREEZE\",\"amount\":\"1\",\"holdId\":\"h\",\"expiresAt\":"
                    + (System.currentTimeMillis() + 20_000));
            scenario.awaitDrained();
            // who may read what has a rule may not write it
            AclBinding readOnly = new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, scenario.topics().commands(), PatternType.LITERAL),
                    new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.ALLOW));
            admin.createAcls(List.of(readOnly)).all().get();

            awaitState(worker, "holds do not expire");
            Pause.exactly(Duration.ofSeconds(10));
            assertThat(StringUtils.countOccurrencesOf(worker.log(), "due holds are not expired")).isOne();
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_hold WHERE state = 'OPEN'")).isOne();
            admin.deleteAcls(List.of(readOnly.toFilter())).all().get();

            Eventually.await("it expires", SOON,
                    () -> scenario.database().number("SELECT COUNT(*) FROM account_hold WHERE state = 'EXPIRED'") == 1);
            Eventually.await("it says so", SOON, () -> worker.log().contains("due holds are expired again"));
        }
    }

    @Test
    @Tag("long")
    void whereTheGroupIsFullAWorkerWaitsForRoomAndSaysSo() throws IOException {
        String before = Files.readString(brokerSettings());
        Files.writeString(brokerSettings(), "\ngroup.consumer.max.size=1\n", StandardOpenOption.APPEND);
        restartBroker();
        try (Scenario scenario = new Scenario(servers, "still_full")) {
            WorkerProcess first = scenario.startWorker();
            WorkerProcess second = scenario.newWorker();
            second.start();
            awaitNotReady(second, "GroupMaxSizeReachedException");
            awaitState(second, "no partition");
            first.close();

            Eventually.await("it takes over", SOON, () -> second.status("readiness") == 200);
            scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), 1, 1_000, 100, start)::forEach);
            scenario.verify();
        } finally {
            Files.writeString(brokerSettings(), before);
            restartBroker();
        }
    }

    @Test
    void recordsThatCompressToNothingDoNotFillTheHeap() {
        try (Scenario scenario = new Scenario(servers, "still_flood")) {
            String topic = scenario.topics().riskUpdates();
            int records = 8_000;
            sendTo(scenario, 0, records, "x".repeat(60_000));

            WorkerProcess worker = scenario.newWorker();
            worker.start();
            awaitPosition(scenario, topic + "-0", records);
            assertThat(worker.log()).doesNotContain("OutOfMemoryError");
            Eventually.await("ready", SOON, () -> worker.status("readiness") == 200);
        }
    }

    @Test
    void thePositionPassesAnAbortedTransactionThatNothingFollows() {
        try (Scenario scenario = new Scenario(servers, "still_aborted")) {
            scenario.startWorker();
            try (KafkaProducer<byte[], byte[]> producer = producer(
                    Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "still_aborted"))) {
                producer.initTransactions();
                producer.beginTransaction();
                for (int record = 0; record < 3; record++) {
                    var _ = producer.send(update(scenario, 0, record, ""));
                }
                producer.flush();
                producer.abortTransaction();
            }

            awaitPosition(scenario, scenario.topics().riskUpdates() + "-0", 4);
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk")).isZero();
            sendTo(scenario, 0, 2, "");
            scenario.awaitDrained();
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk")).isEqualTo(2);
        }
    }

    @Test
    @Tag("long")
    void aTransactionThatItsProducerLeavesOpenIsNamedUntilItEnds() throws IOException {
        try (Scenario scenario = new Scenario(servers, "still_open")) {
            String partition = scenario.topics().riskUpdates() + "-0";
            WorkerProcess worker = scenario.startWorker();
            try (KafkaProducer<byte[], byte[]> hanging = producer(
                    Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "still_open",
                            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000))) {
                hanging.initTransactions();
                hanging.beginTransaction();
                var _ = hanging.send(update(scenario, 0, 0, ""));
                hanging.flush();
                sendTo(scenario, 0, 2, "");
                sendTo(scenario, 1, 2, "");

                awaitPosition(scenario, scenario.topics().riskUpdates() + "-1", 2);
                Eventually.await("it says why", LATE, () -> worker.health("readiness")
                        .contains(
                                "an open transaction keeps records from being read: last stable offset 0, end 3, since"));
                assertThat(worker.status("readiness")).as("it is not the worker's trouble").isEqualTo(200);
                // gauges are read a few seconds later
                Eventually.await("the metric has it, too", SOON,
                        () -> OPEN_FOR_A_MINUTE.matcher(worker.metrics()).find());
                awaitState(worker, "open transaction");
                Pause.exactly(Duration.ofSeconds(12));
                assertThat(StringUtils.countOccurrencesOf(worker.log(), "records cannot be read")).isOne();

                hanging.abortTransaction();
            }
            awaitPosition(scenario, partition, 4);
            Eventually.await("it says nothing more", SOON,
                    () -> !worker.health("readiness").contains("open transaction"));
            Eventually.await("it logs the end", SOON,
                    () -> StringUtils.countOccurrencesOf(worker.log(), "the open transaction has ended") == 1);
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk")).isEqualTo(4);
        }
    }

    @Test
    @Tag("long")
    void aBrokerThatIsGoneIsNamedUntilItIsBack() {
        try (Scenario scenario = new Scenario(servers, "still_gone")) {
            WorkerProcess worker = scenario.startWorker();
            servers.kafka().kill();
            try {
                awaitState(worker, "broker unknown");
            } finally {
                servers.kafka().start();
            }
            Eventually.await("ready again", SOON, () -> worker.status("readiness") == 200);
        }
    }

    @Test
    void aBrokerWhoseNameIsNotKnownYetIsWaitedForAndRedisIsFoundByItsName() throws IOException {
        try (Scenario scenario = new Scenario(servers, "still_nameless")) {
            Path hosts = Files.writeString(folder.resolve("hosts"), "");
            scenario.withEnvironment("JAVA_TOOL_OPTIONS",
                    "-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.negative.ttl=1");
            scenario.useBrokerAt("broker.example", servers.kafka().port())
                    .useRedisAt("redis.example", servers.redis().port())
                    .with("account-risk.lane", "locked");
            WorkerProcess worker = scenario.newWorker();
            worker.start();
            awaitNotReady(worker, "bootstrap");
            assertThat(worker.status("liveness")).isEqualTo(200);

            Files.writeString(hosts, servers.kafka().host() + " broker.example redis.example\n");
            Eventually.await("ready", SOON, () -> worker.status("readiness") == 200);
            Eventually.await("a batch had Redis's locks", SOON, () -> {
                scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), 1, 100, 10, start)::forEach);
                scenario.awaitDrained();
                return Samples.sum(worker.metrics(), "account_risk_lock_seconds", "result=\"acquired\"") > 0;
            });
        }
    }

    @Test
    void aWorkerIsNeverReadyWithAPartitionThatCannotBeOpened() {
        try (Scenario scenario = new Scenario(servers, "still_unopened")) {
            String topic = scenario.topics().riskUpdates();
            sendTo(scenario, 0, 3, "");
            // longer than a start takes: the group still counts the killed worker when the next one joins it
            useSessions(scenario, Duration.ofSeconds(15));
            WorkerProcess worker = scenario.startWorker();
            scenario.awaitDrained();
            worker.close();
            scenario.database()
                    .execute("UPDATE consumer_position SET next_offset = 1000 WHERE topic = '" + topic
                            + "' AND partition_no = 0");

            worker.start();
            Eventually.await("it says why", SOON, () -> {
                assertThat(worker.status("readiness")).isNotEqualTo(200);
                return worker.health("readiness").contains("before the position 1000");
            });
        }
    }

    private static void useSessions(Scenario scenario, Duration timeout) {
        var setting = new ConfigEntry("consumer.session.timeout.ms", Long.toString(timeout.toMillis()));
        try (Admin admin = servers.kafka().admin()) {
            admin.incrementalAlterConfigs(
                    Map.of(new ConfigResource(ConfigResource.Type.GROUP, scenario.topics().group()),
                            List.of(new AlterConfigOp(setting, AlterConfigOp.OpType.SET))))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static void awaitNotReady(WorkerProcess worker, String... causes) {
        Eventually.await("not ready, because of " + List.of(causes) + ", see " + worker.tail(), SOON,
                () -> worker.status("readiness") == 503
                        && List.of(causes).stream().allMatch(worker.health("readiness")::contains));
    }

    private static void awaitPosition(Scenario scenario, String partition, long offset) {
        Eventually.value("the position of " + partition, LATE,
                () -> scenario.database().positions().getOrDefault(partition, -1L), seen -> seen == offset);
    }

    /** Sends valid updates to a partition, each with so much more that nobody asks for, compressed. */
    private void sendTo(Scenario scenario, int partition, int records, String more) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int record = 0; record < records; record++) {
                var _ = producer.send(update(scenario, partition, record, more));
            }
        }
    }

    private static void sendCommand(Scenario scenario, String fields) {
        String value = "{\"commandId\":\"c%d\",\"accountUuid\":\"a\",%s}".formatted(System.nanoTime(), fields);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            var _ = producer.send(new ProducerRecord<>(scenario.topics().commands(), 0,
                    "a".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka().bootstrapServers());
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 20);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 200);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> update(Scenario scenario, int partition, int number, String more) {
        String account = "p" + partition + "-" + number;
        String value = """
                {"eventId":"e%d-%s","accountUuid":"%s","risk":42.5,"occurredAt":%d,"more":"%s"}"""
                .formatted(System.nanoTime(), account, account, start + number, more);
        return new ProducerRecord<>(scenario.topics().riskUpdates(), partition, start,
                account.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    /** Changes one byte of the newest batch of a partition, as a bad disk does. */
    private static void corruptEndOf(String partition) throws IOException {
        Path segment = folder.resolve("kafka/data").resolve(partition).resolve("00000000000000000000.log");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long at = file.size() - 10;
            file.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            file.write(one, at);
        }
    }

    private static void useAuthorizer() throws IOException {
        if (!Files.readString(brokerSettings()).contains(EVERYBODY_MAY_WHAT_NOBODY_IS_DENIED)) {
            Files.writeString(brokerSettings(), EVERYBODY_MAY_WHAT_NOBODY_IS_DENIED, StandardOpenOption.APPEND);
            restartBroker();
        }
    }

    private static Path brokerSettings() {
        return folder.resolve("kafka/server.properties");
    }

    private static void restartBroker() {
        servers.kafka().stop();
        servers.kafka().start();
    }
}
