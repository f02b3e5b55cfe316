package dev.accountrisk.acceptance;

import static dev.accountrisk.acceptance.StateCheck.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.TestServers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What becomes of positions under a running worker: operators pause them, a server loses them, a topic grows. */
class PositionsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RECORDS = 300;

    private final TestServers servers = TestServers.shared();

    @Test
    void aPausedPartitionStopsAndContinuesWithoutARestart() {
        try (Scenario scenario = new Scenario(servers, "positions_paused")) {
            String topic = scenario.topics().riskUpdates();
            WorkerProcess worker = scenario.startWorker();
            command(scenario, "pause", "--topic", topic, "--partition", "0");
            Eventually.await("not ready", PATIENCE, () -> worker.status("readiness") == 503);
            assertThat(worker.health("readiness")).contains(topic + "-0", "paused by night shift: ticket 4711");
            assertThat(worker.status("liveness")).isEqualTo(200);

            send(scenario, 0);
            send(scenario, 1);
            awaitPosition(scenario, topic + "-1", RECORDS);
            assertThat(scenario.database().positions()).containsEntry(topic + "-0", 0L);

            worker.close();
            worker.start();
            Eventually.await("a worker that starts now knows what waits", PATIENCE, () -> worker.metrics()
                    .contains("account_risk_lag_records{partition=\"0\",topic=\"%s\"} 300.0".formatted(topic)));
            assertThat(worker.health("readiness")).contains("paused by night shift: ticket 4711");

            command(scenario, "resume", "--topic", topic, "--partition", "0");
            scenario.awaitDrained();
            Eventually.await("ready", PATIENCE, () -> worker.status("readiness") == 200);
            assertThat(scenario.database().texts("SELECT action FROM position_action ORDER BY id"))
                    .containsExactly("PAUSE", "RESUME");
        }
    }

    @Test
    void aLossOnAPartitionThatGetsNoRecordsIsNoticed() {
        try (Scenario scenario = new Scenario(servers, "positions_lost")) {
            scenario.startWorker();
            send(scenario, 0);
            scenario.awaitDrained();

            // as a new primary that lacks the newest transactions
            scenario.database()
                    .execute("UPDATE consumer_position SET next_offset = 100, applied = 100 WHERE topic = '"
                            + scenario.topics().riskUpdates() + "' AND partition_no = 0");
            scenario.database().execute("DELETE FROM account_risk WHERE account_uuid = 'p0-299'");

            scenario.awaitDrained();
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk WHERE account_uuid = 'p0-299'"))
                    .isOne();
        }
    }

    @Test
    void aSchemaThatWasRecreatedUnderARunningWorkerIsRefusedUntilItIsRestarted() {
        try (Scenario scenario = new Scenario(servers, "positions_recreated")) {
            String topic = scenario.topics().riskUpdates();
            WorkerProcess worker = scenario.startWorker();
            send(scenario, 0);
            scenario.awaitDrained();
            String before = scenario.database().texts("SELECT id FROM installation").getFirst();

            scenario.database().execute("UPDATE installation SET id = 'another'");
            scenario.database().execute("DELETE FROM consumer_position");
            Eventually.value("what readiness says", PATIENCE, () -> worker.health("readiness"),
                    body -> Stream.of(topic + "-0", "wrong database: ", "installation another", before)
                            .allMatch(body::contains));
            awaitState(worker, "wrong database");
            Pause.exactly(Duration.ofSeconds(6));
            assertThat(scenario.database().positions()).as("written").isEmpty();

            worker.kill();
            worker.start();
            scenario.awaitDrained();
            worker.awaitReady();
        }
    }

    @Test
    void latestSkipsNoRecordOfAPartitionThatIsAddedLater() throws Exception {
        try (Scenario scenario = new Scenario(servers, "positions_latest"); Admin admin = servers.kafka().admin()) {
            String topic = scenario.topics().riskUpdates();
            send(scenario, 0);
            scenario.with("account-risk.ingest.start-from", "latest");
            WorkerProcess worker = scenario.startWorker();
            awaitPosition(scenario, topic + "-0", RECORDS);
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk")).as("older records").isZero();
            worker.close();

            int added = scenario.partitions(topic).size();
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(added + 1))).all().get();
            send(scenario, added);
            worker.start();
            awaitPosition(scenario, topic + "-" + added, RECORDS);
            assertThat(scenario.database().number("SELECT COUNT(*) FROM account_risk")).isEqualTo(RECORDS);
        }
    }

    private static void command(Scenario scenario, String action, String... options) {
        String[] arguments = Stream
                .concat(Stream.of("positions", action, "--who", "night shift", "--why", "ticket 4711"),
                        Stream.of(options))
                .toArray(String[]::new);
        try (JobProcess job = scenario.startJob(arguments)) {
            assertThat(job.exitCode(PATIENCE)).as(job.output()).isZero();
        }
    }

    private void send(Scenario scenario, int partition) {
        long now = System.currentTimeMillis();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka().bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            for (int number = 0; number < RECORDS; number++) {
                String account = "p" + partition + "-" + number;
                String value = """
                        {"eventId":"e-%s","accountUuid":"%s","risk":42.5,"occurredAt":%d}""".formatted(account, account,
                        now);
                var _ = producer.send(
                        new ProducerRecord<>(scenario.topics().riskUpdates(), partition, now, account, value));
            }
        }
    }

    private static void awaitPosition(Scenario scenario, String partition, long offset) {
        Eventually.value("the position of " + partition, PATIENCE,
                () -> scenario.database().positions().getOrDefault(partition, -1L), seen -> seen == offset);
    }
}
