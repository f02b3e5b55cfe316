package dev.accountrisk.acceptance;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.deploy.ImageLayout;
import dev.accountrisk.engine.EngineStep;
import dev.accountrisk.servers.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The worker as a process of its own, started as in the image, which a test may kill, freeze, wake, end and start again. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Pattern OUTCOME = Pattern
            .compile("account_risk_records_total\\{.*outcome=\"(\\w+)\".*}\\s+([0-9.Ee+]+)");

    private final Map<String, String> environment;
    private final Path log;
    private final Path failpoint;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private int port;
    private @Nullable Process process;
    private @Nullable Thread endWithUs;
    private boolean failpoints;
    private final ImageLayout layout = ImageLayout.shared();
    private @Nullable Path otherJar;

    /**
     * A worker that is not started yet.
     *
     * @param environment
     *            its configuration, by the contract's names
     * @param log
     *            the file that gets its output, over all its lives
     */
    public WorkerProcess(Map<String, String> environment, Path log) {
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.failpoint = log.resolveSibling(log.getFileName() + ".failpoint");
    }

    /** From its next start on, it is the worker in this jar. */
    public void useJar(Path jar) {
        otherJar = jar;
    }

    /** From its next start on, {@link #dieAfter}, {@link #failNextPoll} and {@link #failNextSend} work. */
    public void enableFailpoints() {
        failpoints = true;
    }

    /** Lets it die after the next batch that finishes this step. */
    public void dieAfter(EngineStep step) {
        setFailpoint(step.name());
    }

    /** Lets its next poll that has records end with an error. It needs {@link Failpoint} as an interceptor of its consumer. */
    void failNextPoll() {
        setFailpoint(Failpoint.POLL);
    }

    /** Lets its next send end with an error. It needs {@link Failpoint} as an interceptor of its producers. */
    void failNextSend() {
        setFailpoint(Failpoint.SEND);
    }

    private void setFailpoint(String name) {
        try {
            Path complete = Files.writeString(failpoint.resolveSibling(failpoint.getFileName() + ".new"), name);
            Files.move(complete, failpoint, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Withdraws {@link #dieAfter}; returns whether it was too late. */
    public boolean hasDiedAsTold() {
        try {
            return !Files.deleteIfExists(failpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it ended although nobody told it to stop. */
    public boolean hasEndedByItself() {
        return process != null && !process.isAlive() && process.exitValue() != Failpoint.EXIT_CODE;
    }

    private ProcessBuilder launch() throws IOException {
        if (otherJar != null) {
            return WorkerLaunch.executable(otherJar);
        }
        return failpoints ? WorkerLaunch.withFailpoint(layout, failpoint) : WorkerLaunch.plain(layout);
    }

    /** Starts it and returns at once. */
    public void start() {
        try {
            Files.deleteIfExists(failpoint);
            port = freePort();
            ProcessBuilder builder = launch();
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(port));
            Process started = builder.start();
            process = started;
            endWithUs = new Thread(started::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(endWithUs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns when it reports that it is ready; fails with the end of its log if it dies before. */
    public void awaitReady() {
        await("the worker is ready or dead, see " + log).atMost(READY_WITHIN)
                .ignoreExceptions()
                .until(() -> !isAlive() || status("readiness") == 200);
        if (!isAlive()) {
            throw new AssertionError("the worker died at its start:\n" + tail());
        }
    }

    /** The HTTP status of {@code liveness} or {@code readiness}; 0 if nothing answers. */
    public int status(String probe) {
        try {
            return get("/actuator/health/" + probe).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Everything that {@code liveness} or {@code readiness} says; empty when nothing answers. */
    public String health(String probe) {
        try {
            return get("/actuator/health/" + probe).body();
        } catch (IOException notYet) {
            return "";
        }
    }

    /** How many records ended with each outcome since the process started, by the outcome's name. */
    public Map<String, Long> outcomes() throws IOException {
        Map<String, Long> outcomes = new TreeMap<>();
        Matcher line = OUTCOME.matcher(metrics());
        while (line.find()) {
            outcomes.merge(line.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
        }
        return outcomes;
    }

    /** All its metrics, in Prometheus's format. */
    public String metrics() throws IOException {
        return get("/actuator/prometheus").body();
    }

    private HttpResponse<String> get(String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Kills it, as if its machine was lost. */
    public void kill() {
        Process running = running();
        running.destroyForcibly();
        exitCode(running, ANSWER_WITHIN);
        forget();
    }

    /** Freezes it with its connections open. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it continue where it was. */
    public void thaw() {
        signal("CONT");
    }

    /** Tells it to stop and returns its exit code. */
    public int terminate(Duration within) {
        Process running = running();
        running.destroy();
        int code = exitCode(running, within);
        forget();
        return code;
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start();
            if (exitCode(kill, ANSWER_WITHIN) != 0) {
                throw new IllegalStateException("the worker cannot be sent " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(Process ending, Duration within) {
        try {
            if (!ending.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("a process did not end within " + within);
            }
            return ending.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the worker was never started");
        }
        return process;
    }

    private void forget() {
        Thread hook = endWithUs;
        if (hook != null) {
            Runtime.getRuntime().removeShutdownHook(hook);
            endWithUs = null;
        }
    }

    /** By how much its clock is ahead, and so the times of its log. */
    Duration clockAhead() {
        return FakeClock.aheadIn(environment);
    }

    /** Its whole output, over all its lives. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its output. */
    public String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
