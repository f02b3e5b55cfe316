package dev.accountrisk.console;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.AccountRiskWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code console} as a process of its own, with the classes that this JVM has. */
final class ConsoleProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(8);

    private final Process process;
    private final Path log;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final HttpClient probes = HttpClient.newHttpClient();

    private ConsoleProcess(Map<String, String> settings, Path log) {
        this.log = log;
        ProcessBuilder builder = program("console", settings, log);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** A command of the program, with the classes that this JVM has. */
    static ProcessBuilder program(String name, Map<String, String> settings, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                AccountRiskWorker.class.getName(), name));
        settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    }

    /** What it has used so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Starts it, and returns when it is ready. */
    static ConsoleProcess start(Map<String, String> settings, Path log) {
        ConsoleProcess console = new ConsoleProcess(settings, log);
        await("the console is ready, see " + log).atMost(READY_WITHIN)
                .ignoreExceptions()
                .until(() -> !console.process.isAlive()
                        || console.probe("/actuator/health/readiness").statusCode() == 200);
        if (!console.process.isAlive()) {
            throw new AssertionError("the console ended at its start, see " + log);
        }
        return console;
    }

    /** Starts one that cannot start, and returns its exit code. */
    static int exitCode(Map<String, String> settings, Path log) throws InterruptedException {
        try (ConsoleProcess console = new ConsoleProcess(settings, log)) {
            return console.process.waitFor();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A browser that has not logged in. */
    Visitor visitor() {
        return new Visitor(home());
    }

    /** Where its pages are. */
    URI home() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the management port answers. */
    HttpResponse<String> probe(String path) throws IOException, InterruptedException {
        return probes.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    Path log() {
        return log;
    }

    /** Tells it to end and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        probes.close();
    }
}
