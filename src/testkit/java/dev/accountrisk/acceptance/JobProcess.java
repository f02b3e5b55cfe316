package dev.accountrisk.acceptance;

import dev.accountrisk.deploy.ImageLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the jar's jobs, as a process of its own. */
public final class JobProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    JobProcess(Map<String, String> environment, Path output, List<String> arguments) {
        this.output = output;
        try {
            ProcessBuilder builder = ImageLayout.shared().process(List.of("-Xmx256m"), arguments);
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Tells it to stop (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end; if that takes longer, fails with its output. */
    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError("a job did not end within " + within + ": " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its whole output. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
