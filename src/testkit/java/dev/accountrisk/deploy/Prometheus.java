package dev.accountrisk.deploy;

import dev.accountrisk.servers.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prometheus itself, reading one worker every second, with the alerts of the project. */
final class Prometheus implements AutoCloseable {
    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Prometheus start(Path dir, int workerPort) throws IOException {
        Optional<Path> program = Tool.PROMETHEUS.find();
        Assumptions.assumeTrue(program.isPresent(), "skipped: there is no prometheus, and this machine is no Debian");
        Files.createDirectories(dir);
        AlertRules.writePlain(dir.resolve("alerts.yaml"));
        Files.writeString(dir.resolve("prometheus.yaml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yaml]
                scrape_configs:
                  - job_name: account-risk-worker
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                        labels: {pod: a}
                """.formatted(workerPort));
        int port = WorkerUnderTest.freePort();
        Process process = new ProcessBuilder(program.get().toString(), "--config.file=prometheus.yaml",
                "--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:" + port)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("prometheus.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Prometheus(process, port);
    }

    /** What an expression is now, a text for each series. */
    List<String> values(String expression) throws IOException, InterruptedException {
        JsonNode result = ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/data/result");
        List<String> values = new ArrayList<>();
        result.forEach(series -> values.add(series.at("/value/1").asString()));
        return values;
    }

    /** Alerts whose expression cannot be evaluated, or was not yet. */
    List<String> rulesWithErrors() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (JsonNode group : ask("/api/v1/rules").at("/data/groups")) {
            for (JsonNode rule : group.get("rules")) {
                if (!rule.get("health").asString().equals("ok")) {
                    wrong.add(rule.toString());
                }
            }
        }
        return wrong;
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (!body.path("status").asString("").equals("success")) {
            throw new IllegalStateException(answer.body());
        }
        return body;
    }

    @Override
    public void close() throws InterruptedException {
        http.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
