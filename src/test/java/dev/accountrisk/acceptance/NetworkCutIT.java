package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.KafkaCluster;
import dev.accountrisk.servers.MySqlGroup;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server is cut off from the others of its cluster, and workers still reach all of them. Needs the rights to change this machine's
 * packet filter.
 */
@Tag("long")
class NetworkCutIT {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkCutIT.class);
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOAD_BEFORE_AND_AFTER = Duration.ofSeconds(2);
    private static final int RECORDS_PER_SECOND = 300;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @TempDir
    private Path folder;
    private int sent;

    @BeforeAll
    static void mayCut() {
        assumeThat(KafkaCluster.canCutOff()).as("rights to change the packet filter").isTrue();
        assumeThat(TestServers.shared().kind()).as("a cluster needs processes").isEqualTo("local processes");
    }

    @Test
    void workersLeaveALeaderThatTheOtherBrokersDoNotReach() throws Exception {
        loseLeader("cut_off", KafkaCluster::cutOff);
    }

    @Test
    void workersLeaveALeaderThatIsFrozen() throws Exception {
        loseLeader("frozen", (kafka, leader) -> kafka.broker(leader).freeze());
    }

    private void loseLeader(String name, ObjIntConsumer<KafkaCluster> fault) throws Exception {
        try (KafkaCluster kafka = KafkaCluster.start(folder);
                Scenario scenario = new Scenario(TestServers.shared(), kafka, name, 3)) {
            var id = new TopicPartition(scenario.topics().riskUpdates(), 0);
            WorkerProcess worker = scenario.startWorker();
            int old = kafka.leader(id);
            try (var producer = producer(kafka.bootstrapServersBut(old))) {
                send(producer, id);
                Eventually.await("it is applied", SOON, () -> applied(scenario, id));

                fault.accept(kafka, old);
                kafka.awaitLeaderOtherThan(old, id);
                send(producer, id);
                long acknowledgedNanos = System.nanoTime();
                Eventually.await("it is applied", SOON, () -> applied(scenario, id));
                Duration recovered = Duration.ofNanos(System.nanoTime() - acknowledgedNanos);
                LOG.info("leader {}: applied {} ms after the new one acknowledged", name, recovered.toMillis());
                assertThat(recovered).isLessThan(RECOVERED_WITHIN);
                kafka.makeWhole();
                send(producer, id);
                Eventually.await("it is applied", SOON, () -> applied(scenario, id));
            }
            assertThat(worker.isAlive()).as(worker.tail()).isTrue();
        }
    }

    private boolean applied(Scenario scenario, TopicPartition id) {
        return scenario.database().positions().getOrDefault(id.toString(), -1L) == sent;
    }

    private static KafkaProducer<byte[], byte[]> producer(String brokers) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.METADATA_MAX_AGE_CONFIG, 1_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, TopicPartition id)
            throws ExecutionException, InterruptedException {
        int number = sent++;
        String value = """
                {"eventId":"e%d","accountUuid":"a%d","risk":42.5,"occurredAt":%d}""".formatted(number, number, start);
        producer.send(new ProducerRecord<>(id.topic(), 0, start, ("a" + number).getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8))).get();
    }

    @Test
    void workersLeaveAPrimaryThatTheOtherMembersDoNotReach() {
        try (MySqlGroup group = MySqlGroup.start(folder).orElseThrow();
                TestServers servers = TestServers.startWithoutMySql(folder);
                Scenario scenario = new Scenario(servers, group.address(), "group_cut")) {
            WorkerProcess worker = scenario.startWorker();
            try (Traffic _ = Traffic.start(scenario, RECORDS_PER_SECOND, start)) {
                Pause.exactly(LOAD_BEFORE_AND_AFTER);
                group.cutOffPrimary();
                long acceptedNanos = System.nanoTime();
                Map<String, Long> ends = scenario.ends();
                Eventually.await("what was sent before is applied", RECOVERED_WITHIN,
                        () -> scenario.hasApplied(ends));
                LOG.info("primary cut off: all is applied {} ms after another one accepted writes",
                        Duration.ofNanos(System.nanoTime() - acceptedNanos).toMillis());
                Pause.exactly(LOAD_BEFORE_AND_AFTER);
                group.makeWhole();
                Pause.exactly(LOAD_BEFORE_AND_AFTER);
            }
            Verdict verdict = scenario.verify();
            assertThat(scenario.database().outcomes()).as("the counters of the positions")
                    .isEqualTo(verdict.expectedOutcomes());
            assertThat(worker.isAlive()).as(worker.tail()).isTrue();
        }
    }
}
