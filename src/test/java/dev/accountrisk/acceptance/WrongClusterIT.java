package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.TopicReader;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's address leads to another cluster, with topics of the same names: such as staging's. */
class WrongClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Long enough for the relay and the expiry of holds to send, and for every partition to be opened. */
    private static final Duration WATCHED = Duration.ofSeconds(8);
    private static final String LOCK = "SELECT GET_LOCK(SUBSTRING(SHA2(CONCAT(DATABASE(), ?), 256), 1, 60), 0)";

    @TempDir
    private Path folder;

    private final long now = System.currentTimeMillis();

    @Test
    @Tag("long")
    void aWorkerNeitherAppliesItsRecordsNorSendsItAnything() throws Exception {
        try (TestServers others = TestServers.startWithoutMySql(folder);
                Scenario scenario = new Scenario(TestServers.shared(), "wrong_cluster")) {
            WorkerProcess worker = leaveThingsToSend(scenario);
            KafkaServer wrong = others.kafka();
            fill(wrong, scenario);
            Map<String, Long> positions = scenario.database().positions();
            long toSend = toSend(scenario);

            scenario.useBrokerAt(wrong.host(), wrong.port());
            WorkerProcess misled = scenario.newWorker();
            misled.start();
            for (String topic : scenario.sources()) {
                String right = id(scenario.kafka(), topic);
                String other = id(wrong, topic);
                Eventually.await("readiness names both ids of " + topic, PATIENCE,
                        () -> Stream.of(right, other).allMatch(misled.health("readiness")::contains));
            }
            Pause.exactly(WATCHED);

            assertThat(misled.status("readiness")).isEqualTo(503);
            assertThat(misled.status("liveness")).isEqualTo(200);
            SoftAssertions.assertSoftly(softly -> {
                softly.assertThat(scenario.database().positions()).as("positions").isEqualTo(positions);
                softly.assertThat(scenario.database().texts("SELECT account_uuid FROM account_risk"))
                        .as("accounts of the other cluster's records")
                        .doesNotContain("stranger");
                softly.assertThat(sent(wrong, scenario)).as("records sent to the other cluster").isZero();
                softly.assertThat(toSend(scenario)).as("rows of the outbox").isEqualTo(toSend);
            });
            assertThat(misled.log()).contains("the outbox cannot be sent", "due holds are not expired",
                    "wrong Kafka cluster");

            misled.kill();
            worker.start();
            scenario.verify();
        }
    }

    /** The right cluster gets records; what they lead to waits in the outbox, and a hold is due, because somebody has the locks. */
    private WorkerProcess leaveThingsToSend(Scenario scenario) throws SQLException {
        try (Connection held = scenario.database().open(); var statement = held.prepareStatement(LOCK)) {
            for (String lock : List.of("outbox", "outbox-1", "outbox-2", "outbox-3", "hold-expiry")) {
                statement.setString(1, ":" + lock);
                statement.execute();
            }
            WorkerProcess worker = scenario.startWorker();
            String updates = scenario.topics().riskUpdates();
            String commands = scenario.topics().commands();
            scenario.send(sender -> {
                sender.accept(record(updates, "a", "\"eventId\":\"e\",\"risk\":70,\"occurredAt\":" + (now - 1_000)));
                sender.accept(record(updates, "b", "\"broken\":"));
                sender.accept(record(commands, "a", "\"commandId\":\"c\",\"type\":\"CREDIT\",\"amount\":\"9\""));
                sender.accept(record(commands, "a", "\"commandId\":\"f\",\"type\":\"FREEZE\",\"amount\":\"2\","
                        + "\"holdId\":\"h\",\"expiresAt\":" + (now - 500)));
            });
            Map<String, Long> ends = scenario.ends();
            Eventually.await("all is applied", PATIENCE, () -> scenario.hasApplied(ends));
            assertThat(toSend(scenario)).isPositive();
            worker.kill();
            return worker;
        }
    }

    private LoadRecord record(String topic, String account, String fields) {
        return new LoadRecord(topic, account.getBytes(StandardCharsets.UTF_8),
                ("{\"accountUuid\":\"" + account + "\"," + fields + "}").getBytes(StandardCharsets.UTF_8), now - 2_000);
    }

    /** It has one more partition of each topic, and records in it. */
    private void fill(KafkaServer wrong, Scenario scenario) {
        String updates = scenario.topics().riskUpdates();
        for (String topic : List.of(updates, scenario.topics().commands(), scenario.topics().events(),
                scenario.topics().parked())) {
            wrong.createTopic(topic, Scenario.PARTITIONS + 1);
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", wrong.bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            for (int partition = 0; partition <= Scenario.PARTITIONS; partition++) {
                var _ = producer.send(new ProducerRecord<>(updates, partition, now, "stranger",
                        "{\"eventId\":\"s\",\"accountUuid\":\"stranger\",\"risk\":5,\"occurredAt\":" + now + "}"));
            }
        }
    }

    private static long toSend(Scenario scenario) {
        return scenario.database().number("SELECT COUNT(*) FROM outbox");
    }

    private static long sent(KafkaServer wrong, Scenario scenario) {
        long[] count = new long[1];
        new TopicReader(wrong.bootstrapServers()).forEach(
                List.of(scenario.topics().commands(), scenario.topics().events(), scenario.topics().parked()),
                record -> count[0]++);
        return count[0];
    }

    private static String id(KafkaServer kafka, String topic) throws Exception {
        try (Admin admin = kafka.admin()) {
            TopicDescription found = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return Objects.requireNonNull(found).topicId().toString();
        }
    }
}
