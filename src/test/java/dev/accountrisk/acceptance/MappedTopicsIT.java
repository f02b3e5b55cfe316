package dev.accountrisk.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics whose records have another form, from the topic to the rows, to what is parked and back, and in a replay. */
class MappedTopicsIT {
    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);
    private static final String RISK_UPDATES = """
            fields:
              eventId: /meta/id
              accountUuid: key
              type: {from: /kind, values: {absolute: SET, delta: ADD}}
              risk: {from: /score, shift: -2}
              occurredAt: {from: /at, unit: s}
            key: {prefix: 'acct:'}
            only:
              - {from: 'header:tenant', in: [eu]}
            """;
    private static final String COMMANDS = """
            fields:
              commandId: /id
              accountUuid: /account
              type: {from: /op, values: {in: CREDIT, hold: FREEZE}}
              asset: {from: 'header:currency', values: {'978': EUR}}
              amount: {from: /cents, shift: -2}
              holdId: /hold
              expiresAt: {from: /until, unit: s}
            key: {prefix: 'acct:'}
            """;

    private final long second = System.currentTimeMillis() / 1_000 - 3_600;

    @TempDir
    private Path folder;

    @Test
    void rowsParkedRecordsCountsAndReplaysFollowTheMapping() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "mapped")) {
            scenario.with("account-risk.mappings.risk-updates", write("risk.yaml", RISK_UPDATES))
                    .with("account-risk.mappings.commands", write("commands.yaml", COMMANDS));
            WorkerProcess worker = scenario.startWorker();
            send(scenario);
            await("the hold expires").atMost(DONE_WITHIN)
                    .until(() -> scenario.database()
                            .texts("SELECT CONCAT_WS(' ', account_uuid, hold_id, asset, amount, state) FROM account_hold")
                            .equals(List.of("8 h1 EUR 2.500000000000000000 EXPIRED")));
            scenario.awaitDrained();

            assertRows(scenario);
            assertThat(worker.outcomes()).isEqualTo(
                    Map.of("applied", 6L, "stale", 0L, "duplicate", 1L, "refused", 0L, "parked", 3L, "ignored", 2L));
            assertThat(scenario.database()
                    .texts("SELECT CONCAT_WS(' ', SUM(applied), SUM(stale), SUM(duplicate),"
                            + " SUM(refused), SUM(parked), SUM(ignored), SUM(next_offset)) FROM consumer_position"))
                    .containsExactly("6 0 1 0 3 2 12");
            assertReplaysEqual(scenario);

            worker.terminate(DONE_WITHIN);
            releaseUnderAnotherMapping(scenario);
        }
    }

    private void assertRows(Scenario scenario) {
        assertThat(scenario.database()
                .texts("SELECT CONCAT_WS(' ', account_uuid, risk, level, occurred_at) FROM"
                        + " account_risk ORDER BY account_uuid"))
                .containsExactly("7 12.34 LOW " + second * 1_000, "8 43.75 MEDIUM " + (second * 1_000 + 500));
        assertThat(scenario.database()
                .texts("SELECT CONCAT_WS(' ', account_uuid, asset, balance, frozen) FROM"
                        + " account_balance ORDER BY account_uuid"))
                .containsExactly("8 EUR 10.050000000000000000 0.000000000000000000");
        assertThat(scenario.database()
                .texts("SELECT CONCAT_WS(' ', account_uuid, reason, detail, record_key) FROM parked_record"
                        + " ORDER BY source_topic, account_uuid"))
                .containsExactlyInAnyOrder("8 BAD_ID /meta/id (eventId): is not an id of 1 to 64 characters acct:8",
                        "MISSING_FIELD the key (accountUuid): is required 8",
                        "9 BAD_ID header currency (asset): is not an id of 1 to 64 characters acct:9");
        assertThat(scenario.database().texts("SELECT record_value FROM parked_record WHERE account_uuid = '9'"))
                .containsExactly("{\"id\":\"c9\",\"account\":\"9\",\"op\":\"in\",\"cents\":700}");
    }

    private static void assertReplaysEqual(Scenario scenario) {
        JobProcess verify = scenario.startJob("backfill", "--mode=verify");
        assertThat(verify.exitCode(DONE_WITHIN)).as(verify.output()).isZero();
        assertThat(verify.output()).contains("verify EQUAL").doesNotContain("otherwise");
        JobProcess check = scenario.startJob("backfill", "--mode=verify", "--until=2100-01-01T00:00:00Z");
        assertThat(check.exitCode(DONE_WITHIN)).as(check.output()).isZero();
        JobProcess repair = scenario.startJob("backfill", "--mode=repair");
        assertThat(repair.exitCode(DONE_WITHIN)).as(repair.output()).isZero();
        assertThat(repair.output()).contains("0 applied, ", "2 ignored");
        JobProcess reconcile = scenario.startJob("reconcile");
        assertThat(reconcile.exitCode(DONE_WITHIN)).as(reconcile.output()).isZero();
    }

    /** The operator learns of another currency. The parked record kept its header. */
    private void releaseUnderAnotherMapping(Scenario scenario) throws IOException {
        write("commands.yaml", COMMANDS.replace("{'978': EUR}", "{'978': EUR, '999': TST}"));
        JobProcess release = scenario.startJob("redrive", "release", "--account=9", "--why=test");
        assertThat(release.exitCode(DONE_WITHIN)).as(release.output()).isZero();
        assertThat(scenario.database()
                .texts("SELECT CONCAT_WS(' ', account_uuid, asset, balance) FROM account_balance"
                        + " WHERE account_uuid = '9'"))
                .containsExactly("9 TST 7.000000000000000000");

        JobProcess verify = scenario.startJob("backfill", "--mode=verify");
        verify.exitCode(DONE_WITHIN);
        assertThat(verify.output()).contains("verify EQUAL",
                "Note: the workers read " + scenario.topics().commands() + " by the mapping ");
    }

    @Test
    void aBrokenMappingIsRefusedAtStart() throws IOException {
        try (Scenario scenario = new Scenario(TestServers.shared(), "mapped_broken")) {
            String file = write("broken.yaml", RISK_UPDATES.replace("unit: s", "unit: seconds"));
            WorkerProcess worker = scenario.with("account-risk.mappings.risk-updates", file).newWorker();
            worker.start();
            await("it ends").atMost(DONE_WITHIN).until(() -> !worker.isAlive());

            assertThat(worker.log()).contains("account-risk.mappings.risk-updates " + file
                    + ", line 6: fields.occurredAt.unit: must be one of s, ms, us, ns, iso");
            JobProcess job = scenario.startJob("reconcile");
            assertThat(job.exitCode(DONE_WITHIN)).as(job.output()).isEqualTo(1);
            assertThat(job.output()).contains("line 6: fields.occurredAt.unit");
        }
    }

    private void send(Scenario scenario) {
        String updates = scenario.topics().riskUpdates();
        String commands = scenario.topics().commands();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, scenario.kafka().bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, updates, "acct:8", "tenant", "eu", update("e1", "absolute", "4250", second + ".25"));
            send(producer, updates, "acct:8", "tenant", "eu", update("e2", "delta", "125", second + ".5"));
            send(producer, updates, "acct:8", "tenant", "eu", update("e2", "delta", "125", second + ".5"));
            send(producer, updates, "acct:7", "tenant", "eu", update("e1", "absolute", "1234", Long.toString(second)));
            send(producer, updates, "acct:8", "tenant", "us", update("e3", "absolute", "1", Long.toString(second)));
            send(producer, updates, "acct:8", "tenant", "test", "no JSON");
            send(producer, updates, "acct:8", "tenant", "eu", update("e 4", "absolute", "1", Long.toString(second)));
            send(producer, updates, "8", "tenant", "eu", update("e5", "absolute", "1", Long.toString(second)));
            send(producer, commands, "acct:8", "currency", "978",
                    "{\"id\":\"c1\",\"account\":\"8\",\"op\":\"in\",\"cents\":\"1005\"}");
            send(producer, commands, "acct:8", "currency", "978",
                    "{\"id\":\"c2\",\"account\":8,\"op\":\"hold\",\"cents\":250,"
                            + "\"hold\":\"h1\",\"until\":" + (System.currentTimeMillis() / 1_000 + 1) + "}");
            send(producer, commands, "acct:9", "currency", "999",
                    "{\"id\":\"c9\",\"account\":\"9\",\"op\":\"in\",\"cents\":700}");
        }
    }

    private static String update(String id, String kind, String score, String at) {
        return "{\"meta\":{\"id\":\"" + id + "\"},\"kind\":\"" + kind + "\",\"score\":" + score + ",\"at\":" + at + "}";
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String key, String header,
            String text,
            String value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add(header, text.getBytes(UTF_8));
        var _ = producer.send(record);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
