package dev.accountrisk.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A worker's one port, as probes and Prometheus see it. */
final class Management implements AutoCloseable {
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    Management(int port) {
        this.port = port;
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
        return URI.create("http://127.0.0.1:" + port + path);
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
    }
}
