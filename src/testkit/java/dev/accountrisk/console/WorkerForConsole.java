package dev.accountrisk.console;

import static org.awaitility.Awaitility.await;

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
import java.util.HashMap;
import java.util.Map;

/** A worker as a process of its own, with the classes that this JVM has. */
final class WorkerForConsole implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(8);

    private final Process process;

    private WorkerForConsole(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts it, and returns when it is ready. */
    static WorkerForConsole start(Map<String, String> settings, Path log) {
        Map<String, String> all = new HashMap<>(settings);
        int port = freePort();
        all.put("management.server.port", Integer.toString(port));
        WorkerForConsole worker;
        try {
            worker = new WorkerForConsole(ConsoleProcess.program("worker", all, log).start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try (HttpClient probe = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .build();
            await("the worker is ready, see " + log).atMost(READY_WITHIN)
                    .ignoreExceptions()
                    .until(() -> !worker.process.isAlive()
                            || probe.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        }
        if (!worker.process.isAlive()) {
            throw new AssertionError("the worker ended at its start, see " + log);
        }
        return worker;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Kills it, as if its machine was lost. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
