package dev.accountrisk.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker that was started from the image's layout. */
final class ImageProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;
    private final Management management;
    private final Thread endWithUs;

    private ImageProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.management = new Management(port);
        this.endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** Starts it with nothing in its environment but what the image sets and these settings. */
    static ImageProcess start(List<String> command, Map<String, String> settings, Path log) {
        try {
            int port = WorkerUnderTest.freePort();
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            String path = System.getenv("PATH");
            builder.environment().clear();
            builder.environment().putAll(ImageLayout.environment());
            builder.environment().putAll(settings);
            builder.environment().putAll(Map.of("PATH", path, "MANAGEMENT_SERVER_PORT", Integer.toString(port)));
            return new ImageProcess(builder.start(), log, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    Management management() {
        return management;
    }

    /** Fails at once when it ends instead. */
    void awaitReady() {
        await("the worker is ready or dead, see " + log).atMost(WorkerUnderTest.PATIENCE)
                .ignoreExceptions()
                .until(() -> !process.isAlive() || management.get("/actuator/health/readiness").statusCode() == 200);
        if (!process.isAlive()) {
            throw new AssertionError("the worker ended:\n" + log());
        }
    }

    /** What it has had of processors. */
    long processorMillis() {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, and how it ends. */
    int terminate(Duration gracePeriod) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(gracePeriod.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still there after its grace period:\n" + log());
        }
        return process.exitValue();
    }

    /** A file of what the kernel says of it. */
    String kernel(String file) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        management.close();
        var _ = Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
