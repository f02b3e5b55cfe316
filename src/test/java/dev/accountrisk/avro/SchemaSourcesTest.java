package dev.accountrisk.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.accountrisk.decoder.BadValueException;
import dev.accountrisk.decoder.UnavailableException;
import dev.accountrisk.servers.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema that is not there makes bytes bad. A folder or registry that does not answer never does. */
class SchemaSourcesTest {
    private static final String SCHEMA = "{\"type\": \"record\", \"name\": \"R\", \"fields\": []}";
    private static final String ANSWER = "{\"schema\": \"" + SCHEMA.replace("\"", "\\\"") + "\"}";

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private volatile int status = 200;
    private volatile String answer = ANSWER;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFolderHasAFileForEachSchema() throws Exception {
        SchemaSource schemas = open(Map.of("schemas.folder", folder.toString()));
        assertThatThrownBy(() -> schemas.find(7)).isInstanceOf(BadValueException.class)
                .hasMessage("schema 7 is unknown");

        Files.writeString(folder.resolve("7.avsc"), SCHEMA);
        assertThat(schemas.find(7)).isEqualTo(new Schema.Parser().parse(SCHEMA));

        Files.writeString(folder.resolve("8.avsc"), "{\"type\": \"recor\"}");
        assertThatThrownBy(() -> schemas.find(8)).isInstanceOf(BadValueException.class)
                .hasMessage("schema 8 is no Avro schema that stands alone");
        Files.createDirectory(folder.resolve("9.avsc"));
        assertThatThrownBy(() -> schemas.find(9)).isInstanceOf(UnavailableException.class)
                .hasMessageContaining("9.avsc cannot be read (IOException)");
    }

    @Test
    void aRegistryIsAskedOnceForEachSchema() throws Exception {
        SchemaSource schemas = open(
                settings("registry.username", "reader", "registry.password", "secret"));

        assertThat(schemas.find(7)).isEqualTo(new Schema.Parser().parse(SCHEMA));
        schemas.find(7);
        status = 500;
        assertThat(schemas.find(7)).as("it is kept").isNotNull();
        assertThat(asked).containsExactly("/schemas/ids/7 Basic cmVhZGVyOnNlY3JldA==");
    }

    @Test
    void aSchemaThatTheRegistryDoesNotKnowMakesBytesBad() {
        status = 404;
        answer = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
        assertBad("schema 7 is unknown");

        status = 200;
        answer = "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message M {}\"}";
        assertBad("schema 7 is not one of Avro");
        answer = "{\"schema\":\"{}\"}";
        assertBad("schema 7 is no Avro schema that stands alone");
    }

    @Test
    void anyOtherAnswerOfARegistryIsWaitedOut() {
        for (int one : new int[]{301, 400, 401, 403, 429, 500, 503}) {
            status = one;
            assertUnavailable("/schemas/ids/7 answers with status " + one);
        }
        status = 200;
        answer = "<html>Please log in</html>";
        assertUnavailable("/schemas/ids/7 does not answer in JSON: is it a registry?");
        answer = "[]";
        assertUnavailable("/schemas/ids/7 answers without a schema: is it a registry?");
        answer = "";
        assertUnavailable("/schemas/ids/7 answers without a schema: is it a registry?");
    }

    @Test
    void aRegistryThatIsAwayAndComesBackIsAskedAgainAfterASecond() throws Exception {
        SchemaSource schemas = open(settings());
        status = 503;
        assertThatThrownBy(() -> schemas.find(7)).isInstanceOf(UnavailableException.class);
        status = 200;
        assertThatThrownBy(() -> schemas.find(7)).as("other records must be polled meanwhile")
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("answers with status 503");
        assertThat(asked).hasSize(1);

        var _ = Eventually.value("the registry is asked again", Duration.ofSeconds(10), () -> schemas.find(7),
                any -> true);
        assertThat(asked).hasSize(2);
        assertThat(schemas.find(8)).isNotNull();
    }

    @Test
    void aRegistryThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SchemaSource schemas = open(Map.of("registry.address", "http://127.0.0.1:" + silent.getLocalPort(),
                    "registry.timeout.connect", "100ms", "registry.timeout.read", "200ms"));
            long beganNanos = System.nanoTime();

            assertThatThrownBy(() -> schemas.find(7)).isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("does not answer in 300 ms");
            assertThat(System.nanoTime() - beganNanos).isLessThan(5_000_000_000L);
        }
        server.stop(0);
        assertUnavailable(" does not answer (ConnectException)");
    }

    @Test
    void wrongSettingsAreRefusedWithTheRule() {
        assertRefused("either schemas.folder or registry.address is required");
        assertRefused("either schemas.folder or registry.address is required", "schemas.folder", ".",
                "registry.address", "http://r");
        assertRefused("schemas.folder is no folder: nowhere", "schemas.folder", "nowhere");
        assertRefused("registry.timeout.read is for a registry, and the schemas come from a folder",
                "schemas.folder", ".", "registry.timeout.read", "1s");
        assertRefused("registry.adress is not known; there may be registry.address, registry.password,"
                + " registry.timeout.connect, registry.timeout.read, registry.username, schemas.folder",
                "registry.adress", "http://r");
        for (String address : List.of("", "r:8081", "ftp://r", "http://", "http://u:p@r", "http://r?a", "http://r r")) {
            assertRefused("registry.address must be an address such as http://registry:8081, without user and query",
                    "registry.address", address);
        }
        for (String time : List.of("", "0s", "11s", "1", "1m", "-1s")) {
            assertRefused("registry.timeout.read must be a time from 1ms to 10s, such as 500ms or 2s",
                    "registry.address", "http://r", "registry.timeout.read", time);
        }
        assertRefused("registry.username and registry.password need each other", "registry.address", "http://r",
                "registry.username", "u");
    }

    private void assertBad(String rule) {
        assertThatThrownBy(() -> open(settings()).find(7)).isInstanceOf(BadValueException.class).hasMessage(rule);
    }

    private void assertUnavailable(String cause) {
        assertThatThrownBy(() -> open(settings()).find(7)).isInstanceOf(UnavailableException.class)
                .hasMessage(address() + cause);
    }

    private static void assertRefused(String rule, String... settings) {
        assertThatThrownBy(() -> open(map(settings))).isInstanceOf(IllegalArgumentException.class).hasMessage(rule);
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = map(more);
        settings.put("registry.address", address() + "/");
        return settings;
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static SchemaSource open(Map<String, String> settings) {
        return new KnownSchemas(new AvroSettings(settings).schemas());
    }
}
