package dev.accountrisk.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.accountrisk.servers.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A topic in Avro, from the topic to the rows, to what is parked and back, and in a replay; and a registry that is away for a while. */
class AvroTopicsIT {
    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);
    private static final String SCHEMA = """
            {"type": "record", "name": "Score", "fields": [
              {"name": "id", "type": "string"},
              {"name": "score", "type": "double"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}
            ]}""";
    private static final String MAPPING = """
            fields:
              eventId: /id
              accountUuid: key
              risk: /score
              occurredAt: /at
            key: {prefix: cust-}
            """;

    private final long atMillis = System.currentTimeMillis() - 3_600_000;

    @TempDir
    private Path folder;

    @Test
    void recordsBecomeRowsAndARegistryThatIsAwayIsWaitedOut() throws IOException {
        HttpServer registry = registry(0);
        int port = registry.getAddress().getPort();
        byte[] cut = Arrays.copyOf(avro(7, "a3", 70), 12);
        try (Scenario scenario = new Scenario(TestServers.shared(), "avro")) {
            scenario.with("account-risk.mappings.risk-updates", write("risk.yaml", MAPPING))
                    .with("account-risk.decoders.folder", Path.of("target", "avro-decoder").toAbsolutePath().toString())
                    .with("account-risk.decoders.risk-updates.name", "avro")
                    .with("account-risk.decoders.risk-updates.settings.registry.address", "http://127.0.0.1:" + port);
            WorkerProcess worker = scenario.startWorker();
            send(scenario, "cust-7", avro(7, "a1", 12.25));
            send(scenario, "cust-8", avro(7, "a2", 42.5));
            send(scenario, "cust-9", cut);
            scenario.awaitDrained();
            assertThat(parked(scenario)).containsExactly("9 NOT_JSON the decoder avro cannot read the value: it ends"
                    + " before the data of schema 7 does " + HexFormat.of().withUpperCase().formatHex(cut));

            registry.stop(0);
            send(scenario, "cust-8", avro(8, "a4", 63));
            await("the worker says what it waits for").atMost(DONE_WITHIN)
                    .until(() -> worker.health("readiness")
                            .contains("the decoder avro waits: http://127.0.0.1:" + port + " does not answer"));
            sendCommand(scenario);
            await("other topics go on").atMost(DONE_WITHIN)
                    .until(() -> scenario.database()
                            .texts("SELECT account_uuid FROM account_balance")
                            .equals(List.of("8")));
            assertThat(rows(scenario)).as("it stands").containsExactly("7 12.25 LOW", "8 42.5 MEDIUM");
            assertThat(parked(scenario)).as("nothing is parked for it").hasSize(1);

            registry = registry(port);
            scenario.awaitDrained();
            assertThat(rows(scenario)).containsExactly("7 12.25 LOW", "8 63 HIGH");
            assertThat(worker.outcomes()).isEqualTo(
                    Map.of("applied", 4L, "stale", 0L, "duplicate", 0L, "refused", 0L, "parked", 1L));
            assertThat(scenario.database()
                    .texts("SELECT DISTINCT mapping FROM consumer_position WHERE topic = '"
                            + scenario.topics().riskUpdates() + "'"))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{16}\\+avro:[0-9a-f]{16}");
            assertReplayIsEqual(scenario);

            worker.terminate(DONE_WITHIN);
            releaseWithACorrectedValue(scenario);
            assertReplayIsEqual(scenario);
        } finally {
            registry.stop(0);
        }
    }

    /** People write JSON: what the decoder would have made. */
    private void releaseWithACorrectedValue(Scenario scenario) throws IOException {
        String id = scenario.database().texts("SELECT id FROM parked_record").getFirst();
        String value = write("value.json", "{\"id\":\"a3\",\"score\":70,\"at\":" + atMillis + "}");
        JobProcess release = scenario.startJob("redrive", "release", "--id=" + id, "--value=" + value, "--why=test");

        assertThat(release.exitCode(DONE_WITHIN)).as(release.output()).isZero();
        assertThat(rows(scenario)).containsExactly("7 12.25 LOW", "8 63 HIGH", "9 70 HIGH");
    }

    private static void assertReplayIsEqual(Scenario scenario) {
        JobProcess verify = scenario.startJob("backfill", "--mode=verify");
        assertThat(verify.exitCode(DONE_WITHIN)).as(verify.output()).isZero();
        assertThat(verify.output()).contains("verify EQUAL").doesNotContain("otherwise");
    }

    private static List<String> rows(Scenario scenario) {
        return scenario.database()
                .texts("SELECT CONCAT_WS(' ', account_uuid, risk, level) FROM account_risk ORDER BY account_uuid");
    }

    private static List<String> parked(Scenario scenario) {
        return scenario.database()
                .texts("SELECT CONCAT_WS(' ', account_uuid, reason, detail, HEX(record_value)) FROM parked_record");
    }

    /** A registry that knows one schema, under every id. */
    private static HttpServer registry(int port) throws IOException {
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        registry.createContext("/schemas/ids/", exchange -> {
            byte[] answer = JsonMapper.shared().writeValueAsBytes(Map.of("schema", SCHEMA));
            exchange.sendResponseHeaders(200, answer.length);
            try (exchange) {
                exchange.getResponseBody().write(answer);
            }
        });
        registry.start();
        return registry;
    }

    private byte[] avro(int schemaId, String id, double score) throws IOException {
        Schema schema = new Schema.Parser().parse(SCHEMA);
        GenericData.Record record = new GenericData.Record(schema);
        record.put("id", id);
        record.put("score", score);
        record.put("at", atMillis);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream prefix = new DataOutputStream(bytes);
        prefix.writeByte(0);
        prefix.writeInt(schemaId);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private void sendCommand(Scenario scenario) {
        send(scenario, scenario.topics().commands(), "8",
                "{\"commandId\":\"c1\",\"accountUuid\":\"8\",\"type\":\"CREDIT\",\"amount\":\"1\"}".getBytes(UTF_8));
    }

    private static void send(Scenario scenario, String key, byte[] value) {
        send(scenario, scenario.topics().riskUpdates(), key, value);
    }

    private static void send(Scenario scenario, String topic, String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, scenario.kafka().bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
        }
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
