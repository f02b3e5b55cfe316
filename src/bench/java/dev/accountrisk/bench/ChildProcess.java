package dev.accountrisk.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A contender's process: what it writes is kept in a file and looked through for the line with which it begins to work. */
final class ChildProcess implements AutoCloseable {
    private static final Duration END_TIMEOUT = Duration.ofSeconds(150);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final long startedNanos = System.nanoTime();
    private final Process process;
    private final Path log;
    private final CompletableFuture<Long> beganNanos = new CompletableFuture<>();
    private final CompletableFuture<Long> endedNanos = new CompletableFuture<>();
    private final Thread hook = new Thread(this::kill);

    private ChildProcess(Process process, Path log, Signs signs) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(hook);
        Thread.ofPlatform().daemon().name("output").start(() -> read(signs));
    }

    /**
     * What it writes.
     *
     * @param beginning what the first line holds that says it is about to work
     * @param ending    what the line holds that says all is done, or an empty text where nothing says so
     */
    record Signs(String beginning, String ending) {
        static Signs beginning(String beginning) {
            return new Signs(beginning, "");
        }
    }

    /** Starts a JVM. */
    static ChildProcess java(Path log, Signs signs, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(arguments);
        Files.createDirectories(log.toAbsolutePath().getParent());
        return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), log, signs);
    }

    /** Starts a class of this benchmark in a JVM of its own. */
    static ChildProcess javaClass(Path log, Signs signs, List<String> options, Class<?> main,
            List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(options);
        Path classPath = Files.writeString(Files.createTempFile("bench-class-path", ".txt"),
                "-cp \"" + System.getProperty("java.class.path") + "\"\n");
        classPath.toFile().deleteOnExit();
        all.add("@" + classPath);
        all.add(main.getName());
        all.addAll(arguments);
        return java(log, signs, all);
    }

    private void read(Signs signs) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter kept = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(signs.beginning())) {
                    beganNanos.complete(System.nanoTime());
                }
                if (!signs.ending().isEmpty() && line.contains(signs.ending())) {
                    endedNanos.complete(System.nanoTime());
                }
                kept.write(line);
                kept.newLine();
                kept.flush();
            }
        } catch (IOException failure) {
            beganNanos.completeExceptionally(failure);
        }
        IOException ended = new IOException("it ended before it had done its work; see " + log);
        beganNanos.completeExceptionally(ended);
        endedNanos.completeExceptionally(ended);
    }

    /** Waits until it begins to work; answers when that was. */
    long awaitBeginning(Duration timeout) throws InterruptedException {
        return await(beganNanos, timeout);
    }

    /** Waits until it says that all is done; answers when that was. */
    long awaitEnding(Duration timeout) throws InterruptedException {
        return await(endedNanos, timeout);
    }

    private long await(CompletableFuture<Long> sign, Duration timeout) throws InterruptedException {
        try {
            return sign.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("a contender did not begin or end; see " + log, failure);
        }
    }

    /**
     * How a process ended.
     *
     * @param seconds    from its start to its end
     * @param cpuSeconds its processor time, by the last look before its end
     */
    record Ended(int exitCode, double seconds, double cpuSeconds) {}

    /** Waits until it ends by itself. */
    Ended awaitEnd(Duration timeout) {
        double cpuSeconds = 0;
        while (process.isAlive()) {
            double now = cpuSeconds(pid());
            cpuSeconds = Double.isNaN(now) ? cpuSeconds : now;
            if (System.nanoTime() - startedNanos > timeout.toNanos()) {
                throw new IllegalStateException("it did not end; see " + log);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return new Ended(process.exitValue(), (System.nanoTime() - startedNanos) / 1e9, cpuSeconds);
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a contender ended with " + process.exitValue() + "; see " + log);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_TIMEOUT)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
        if (!Thread.currentThread().isInterrupted()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void kill() {
        process.destroyForcibly();
    }

    /** The processor time of a process of this machine so far. */
    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(duration -> duration.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    /** The most memory a process of this machine has had; 0 where the operating system does not tell. */
    static long residentMebibytesMax(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException none) {
            return 0;
        }
    }
}
