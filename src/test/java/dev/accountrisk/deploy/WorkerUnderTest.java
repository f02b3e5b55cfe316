package dev.accountrisk.deploy;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.servers.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker as it is in production, in this JVM, looked at by HTTP alone. */
final class WorkerUnderTest implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ConfigurableApplicationContext context;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private WorkerUnderTest(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    static WorkerUnderTest start(Map<String, String> settings) {
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("management.server.port", Integer.toString(port));
        String[] arguments = all.entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new WorkerUnderTest(SpringApplication.run(AccountRiskWorker.class, arguments), port);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitReady() {
        var _ = Eventually.value("the worker is ready", PATIENCE, () -> get("/actuator/health/readiness"),
                answer -> answer.statusCode() == 200);
    }

    HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    HttpResponse<String> send(String method, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** The lines of the scrape that are series. */
    List<String> series() {
        return get("/actuator/prometheus").body().lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** The sum of a metric's series that have all the tags, each as {@code name="value"}. */
    double sum(String metric, String... tags) {
        return series().stream()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .filter(line -> Set.of(tags).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The names of what is exposed. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        series().forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
