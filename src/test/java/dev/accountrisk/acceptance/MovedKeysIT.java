package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accountrisk.model.LoadProducer;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.servers.Eventually;
import dev.accountrisk.servers.KafkaCluster;
import dev.accountrisk.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six partitions become nine on three brokers, under load and while a leader is killed. Some keys move to the new partitions. */
class MovedKeysIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int BEFORE = 6;
    private static final int AFTER = 9;
    private static final int MOVED_ACCOUNTS = 200;
    private static final int RECORDS_PER_SECOND = 400;

    @TempDir
    private static Path folder;

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    @Tag("long")
    void accountsWhoseKeysMoveToAddedPartitionsKeepTheirOrder() throws Exception {
        TestServers servers = TestServers.shared();
        assumeThat(servers.kind()).as("a cluster needs processes").isEqualTo("local processes");
        try (KafkaCluster kafka = KafkaCluster.start(folder);
                Scenario scenario = new Scenario(servers, kafka, "moved_keys", BEFORE)) {
            scenario.with("spring.kafka.consumer.properties.metadata.max.age.ms", 5_000);
            List<WorkerProcess> workers = Stream.generate(scenario::newWorker).limit(2).toList();
            workers.forEach(WorkerProcess::start);
            workers.forEach(WorkerProcess::awaitReady);
            try (Traffic _ = Traffic.start(scenario, RECORDS_PER_SECOND, start)) {
                sendBefore(scenario);
                int lost = addPartitionsWithoutALeader(kafka, scenario);
                sendAfter(scenario);
                assertThat(scenario.ends()).as("keys that moved").containsKey(scenario.topics().commands() + "-8");
                Map<String, Long> ends = scenario.ends();
                Eventually.await("what moved is applied", SOON, () -> scenario.hasApplied(ends));
                kafka.broker(lost).start();
            }
            Verdict verdict = scenario.verify();
            assertThat(scenario.database().outcomes()).isEqualTo(verdict.expectedOutcomes());
            assertThat(scenario.database()
                    .number("SELECT COUNT(*) FROM account_entry WHERE outcome = 'APPLIED'"
                            + " AND entry_id IN ('settle', 'debit') AND source_partition >= " + BEFORE))
                    .as("commands in new partitions that the old ones make possible")
                    .isEqualTo(2 * MOVED_ACCOUNTS);
            workers.forEach(worker -> assertThat(worker.hasEndedByItself()).isFalse());
        }
    }

    /** What the commands after them need. It is applied before the keys move, as after any move that keeps the order. */
    private void sendBefore(Scenario scenario) {
        try (LoadProducer producer = new LoadProducer(scenario.kafka().bootstrapServers(), BEFORE)) {
            movedAccounts().forEach(account -> {
                update(producer, scenario, account, "first", "SET");
                command(producer, scenario, account, "credit", "\"type\":\"CREDIT\",\"amount\":100");
                command(producer, scenario, account, "freeze",
                        "\"type\":\"FREEZE\",\"amount\":60,\"holdId\":\"h\"");
            });
        }
        Map<String, Long> ends = scenario.ends();
        Eventually.await("what was there before is applied", SOON, () -> scenario.hasApplied(ends));
    }

    private void sendAfter(Scenario scenario) {
        try (LoadProducer producer = new LoadProducer(scenario.kafka().bootstrapServers(), AFTER)) {
            movedAccounts().forEach(account -> {
                update(producer, scenario, account, "second", "ADD");
                command(producer, scenario, account, "settle",
                        "\"type\":\"SETTLE\",\"amount\":60,\"holdId\":\"h\"");
                command(producer, scenario, account, "debit", "\"type\":\"DEBIT\",\"amount\":40");
                command(producer, scenario, account, "too-much", "\"type\":\"DEBIT\",\"amount\":1");
            });
        }
    }

    /** Returns the broker that was killed. */
    private static int addPartitionsWithoutALeader(KafkaCluster kafka, Scenario scenario) throws Exception {
        TopicPartition id = new TopicPartition(scenario.topics().commands(), 0);
        int leader = kafka.leader(id);
        kafka.broker(leader).kill();
        kafka.awaitLeaderOtherThan(leader, id);
        try (Admin admin = kafka.admin()) {
            for (String topic : scenario.sources()) {
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(AFTER))).all().get();
            }
        }
        return leader;
    }

    private static Stream<String> movedAccounts() {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "moved-" + number)
                .filter(account -> Utils.toPositive(Utils.murmur2(utf8(account))) % AFTER >= BEFORE)
                .limit(MOVED_ACCOUNTS);
    }

    private void update(LoadProducer producer, Scenario scenario, String account, String id, String type) {
        send(producer, scenario.topics().riskUpdates(), account,
                "\"eventId\":\"%s\",\"type\":\"%s\",\"risk\":20,\"occurredAt\":%d".formatted(id, type, start));
    }

    private void command(LoadProducer producer, Scenario scenario, String account, String id, String what) {
        send(producer, scenario.topics().commands(), account, "\"commandId\":\"%s\",%s".formatted(id, what));
    }

    private void send(LoadProducer producer, String topic, String account, String fields) {
        String value = "{\"accountUuid\":\"%s\",%s}".formatted(account, fields);
        producer.send(new LoadRecord(topic, utf8(account), utf8(value), start));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
