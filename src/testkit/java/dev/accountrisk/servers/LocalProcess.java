package dev.accountrisk.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A server that is a process of this machine, with all a test may do to it. */
class LocalProcess implements ManagedServer {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final long LOG_TAIL_BYTES = 4_000;

    private final String name;
    private final int port;
    private final List<String> command;
    private final Path log;
    private final Callable<Boolean> answers;
    private @Nullable Process process;

    LocalProcess(String name, int port, List<String> command, Path log, Callable<Boolean> answers) {
        this.name = name;
        this.port = port;
        this.command = ProcessGuard.inOwnSession(command);
        this.log = log;
        this.answers = answers;
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // what the user sets for other programs of the kind is not meant for these
            builder.environment()
                    .keySet()
                    .removeAll(List.of("MYSQL_HOME", "MYSQL_TCP_PORT", "MYSQL_UNIX_PORT",
                            "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "LD_PRELOAD"));
            Process started = builder.start();
            process = started;
            ProcessGuard.started(started.pid());
            await(name + " answers on port " + port).atMost(START_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> !started.isAlive() || answers.call());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
        if (!isRunning()) {
            kill();
            throw new IllegalStateException(name + " ended while it started; the end of its log:\n" + logTail());
        }
    }

    @Override
    public final synchronized void stop() {
        if (process != null) {
            process.destroy();
            awaitEnd(process);
        }
    }

    @Override
    public synchronized void kill() {
        if (process == null) {
            return;
        }
        awaitEnd(process.destroyForcibly());
    }

    private void awaitEnd(Process ending) {
        try {
            var _ = ending.waitFor();
            ProcessGuard.ended(ending.pid());
            process = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ended", e);
        }
    }

    @Override
    public synchronized void freeze() {
        signal("STOP");
    }

    @Override
    public synchronized void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        try {
            var _ = Command.run(List.of("kill", "-" + signal, Long.toString(process.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logTail() {
        try {
            String text = Files.readString(log, StandardCharsets.UTF_8);
            return text.substring((int) Math.max(0, text.length() - LOG_TAIL_BYTES));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
