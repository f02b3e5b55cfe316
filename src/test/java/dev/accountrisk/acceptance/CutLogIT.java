package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.KafkaCluster;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.StringUtils;

/** A broker that lacks the newest records of a partition becomes its leader, and the log grows again with others. */
class CutLogIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    /** A quiet machine needs a third of it. Kafka's own limit for a question to a dead leader is a minute. */
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(45);
    /** A partition that is stopped is tried again every five seconds. */
    private static final Duration SEVERAL_TRIES = Duration.ofSeconds(11);
    /** Longer than a broker keeps a fetch open that has no record to return ({@code fetch.max.wait.ms}, 50 ms). */
    private static final Duration LAST_FETCH_ANSWERED = Duration.ofSeconds(2);
    private static final Map<String, String> ONE_MAY_ACKNOWLEDGE = Map.of("min.insync.replicas", "1", "retention.ms",
            "-1");

    @TempDir
    private static Path folder;
    private static TestServers servers;
    private static KafkaCluster kafka;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
    private TopicPartition id = new TopicPartition("", 0);
    private int sent;

    @BeforeAll
    static void startServers() {
        servers = TestServers.shared();
        assumeThat(servers.kind()).as("a cluster needs processes").isEqualTo("local processes");
        kafka = KafkaCluster.start(folder);
    }

    @AfterAll
    static void stopServers() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void aLogThatWasCutBelowThePositionStopsItsPartitionForGood() throws Exception {
        try (Scenario scenario = scenario("cut_below")) {
            WorkerProcess worker = scenario.startWorker();
            int stale = stopFollowerAfterTen(scenario);
            send(10);
            awaitPosition(scenario, 20);

            int lost = leaderLostTo(stale);
            Eventually.await("it says that the log was cut", SOON, () -> isStopped(worker));
            send(15);
            kafka.broker(lost).start();
            Pause.exactly(SEVERAL_TRIES);
            assertStoppedOnce(worker);
            assertThat(scenario.database().positions()).containsEntry(id.toString(), 20L);
            assertThat(accounts(scenario)).as("no record of the other history is applied").isEqualTo(20);

            end(worker);
            WorkerProcess next = scenario.newWorker();
            next.start();
            Eventually.await("a new process says so, too", SOON, () -> isStopped(next));
            Pause.exactly(SEVERAL_TRIES);
            assertStoppedOnce(next);
            assertThat(scenario.database().positions()).containsEntry(id.toString(), 20L);

            assertThat(run(scenario, 3, "positions", "list")).contains("log cut off at 10");
            assertThat(run(scenario, 0, "positions", "move", "--topic", id.topic(), "--partition", "0", "--why",
                    "unclean election")).contains("moved from 20 to 10");
            awaitPosition(scenario, 25);
            assertThat(accounts(scenario)).isEqualTo(35);
            Eventually.await("ready", SOON, () -> next.status("readiness") == 200);
        }
    }

    @Test
    @Tag("long")
    void aLogThatWasCutAfterThePositionIsReadOn() throws Exception {
        try (Scenario scenario = scenario("cut_after")) {
            WorkerProcess worker = scenario.startWorker();
            int stale = stopFollowerAfterTen(scenario);
            worker.freeze();
            // otherwise the worker holds a record that is about to be lost, applies it, and rightly stops
            Pause.exactly(LAST_FETCH_ANSWERED);
            send(10);

            int lost = leaderLostTo(stale);
            worker.thaw();
            long thawedNanos = System.nanoTime();
            send(5);
            awaitPosition(scenario, 15);
            Duration recovered = Duration.ofNanos(System.nanoTime() - thawedNanos);
            System.out.println("the old leader is dead; applied after " + recovered.toMillis() + " ms");
            assertThat(recovered).as("nobody asks a dead leader for ever").isLessThan(RECOVERED_WITHIN);
            kafka.broker(lost).start();
            assertThat(accounts(scenario)).isEqualTo(15);
            Eventually.await("ready", SOON, () -> worker.status("readiness") == 200);
            assertThat(worker.log()).doesNotContain("was cut off");
        }
    }

    @Test
    @Tag("long")
    void markersThatALaterLeaderWroteDoNotLookLikeACut() throws Exception {
        try (Scenario scenario = scenario("cut_not")) {
            WorkerProcess worker = scenario.startWorker();
            send(10);
            awaitPosition(scenario, 10);
            kafka.broker(kafka.leader(id)).stop();
            abort(3);
            awaitPosition(scenario, 14);

            end(worker);
            WorkerProcess next = scenario.startWorker();
            Pause.exactly(SEVERAL_TRIES);
            assertThat(next.status("readiness")).as(next.tail()).isEqualTo(200);
            send(1);
            awaitPosition(scenario, 15);
            assertThat(next.log()).doesNotContain("partition stopped");
        }
    }

    private Scenario scenario(String name) {
        kafka.start();
        kafka.awaitWhole();
        Scenario scenario = new Scenario(servers, kafka, name, 1);
        id = new TopicPartition(name + ".unsafe", 0);
        kafka.createUnsafeTopic(id.topic(), ONE_MAY_ACKNOWLEDGE, 1, 2);
        return scenario.with("account-risk.topics.risk-updates", id.topic());
    }

    /** Ten records are applied that both brokers have. One of them misses what follows. */
    private int stopFollowerAfterTen(Scenario scenario) throws Exception {
        send(10);
        awaitPosition(scenario, 10);
        return stopFollower();
    }

    /** Stops the broker that follows; returns its id once the leader alone acknowledges records. */
    private int stopFollower() {
        int leader = kafka.leader(id);
        int follower = 3 - leader;
        kafka.broker(follower).stop();
        Eventually.value("who is in sync", SOON, () -> kafka.inSync(id), Set.of(leader)::equals);
        return follower;
    }

    /** Kills the leader and lets a broker lead that lacks records; returns the one that was killed. */
    private int leaderLostTo(int stale) {
        int leader = kafka.leader(id);
        kafka.broker(leader).kill();
        kafka.broker(stale).start();
        kafka.electUncleanly(id, stale);
        return leader;
    }

    /** So that the next one gets its partitions at once: those of a worker that was killed stay its own until its session is over. */
    private static void end(WorkerProcess worker) {
        assertThat(worker.terminate(SOON)).isZero();
    }

    private static boolean isStopped(WorkerProcess worker) {
        return worker.status("readiness") == 503 && worker.health("readiness").contains("stopped: the log of")
                && worker.health("readiness").contains("was cut off at 10");
    }

    private static void assertStoppedOnce(WorkerProcess worker) {
        assertThat(isStopped(worker)).as(worker.health("readiness")).isTrue();
        assertThat(StringUtils.countOccurrencesOf(worker.log(), "partition stopped")).as(worker.tail()).isOne();
        assertThat(worker.log()).doesNotContain("partition resumed");
    }

    private static String run(Scenario scenario, int exitCode, String... arguments) {
        JobProcess job = scenario.startJob(arguments);
        assertThat(job.exitCode(SOON)).as(job.output()).isEqualTo(exitCode);
        return job.output();
    }

    private static long accounts(Scenario scenario) {
        return scenario.database().number("SELECT COUNT(*) FROM account_risk");
    }

    private void awaitPosition(Scenario scenario, long offset) {
        Eventually.value("the position of " + id, SOON,
                () -> scenario.database().positions().getOrDefault(id.toString(), -1L), seen -> seen == offset);
    }

    /** Sends updates of accounts that got none before. */
    private void send(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int record = 0; record < records; record++) {
                producer.send(update()).get();
            }
        }
    }

    /** Sends updates in a transaction that is aborted. */
    private void abort(int records) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(
                Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id.topic()))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int record = 0; record < records; record++) {
                producer.send(update()).get();
            }
            producer.abortTransaction();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> update() {
        int number = sent++;
        String value = """
                {"eventId":"e%d","accountUuid":"a%d","risk":42.5,"occurredAt":%d}""".formatted(number, number, start);
        return new ProducerRecord<>(id.topic(), 0, start, ("a" + number).getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
