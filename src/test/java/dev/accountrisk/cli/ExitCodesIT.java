package dev.accountrisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.cli.job.ExitCodes;
import dev.accountrisk.deploy.ImageLayout;
import dev.accountrisk.servers.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process ends, and how soon, while no server answers. */
class ExitCodesIT {
    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration END_WITHIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String NO_MYSQL = "--spring.datasource.url=jdbc:mysql://127.0.0.1:1/none";
    private static final List<String> NO_SERVERS = List.of("--spring.datasource.username=none",
            "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--spring.data.redis.port=1", "--management.server.port=0");

    @TempDir
    private Path dir;

    private Process start(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(NO_SERVERS);
        return ImageLayout.shared()
                .process(List.of("-Xmx256m"), arguments)
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
    }

    private String written(String stream) {
        try {
            return Files.readString(dir.resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int endOf(Process process, Duration within) throws InterruptedException {
        assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)).as("ended in time").isTrue();
        return process.exitValue();
    }

    @Test
    void aWorkerThatIsToldToEndEndsWithZero() throws Exception {
        Process worker = start(NO_MYSQL);
        try {
            // it waits for as long as no server answers
            Eventually.await("it says what it waits for", START_WITHIN,
                    () -> written("out").contains("waiting for the schema in MySQL: Connection refused"));
            worker.destroy();
            assertThat(endOf(worker, END_WITHIN)).isZero();
        } finally {
            worker.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redrive list", "migrate"})
    void aJobThatIsToldToEndEndsWithThree(String command) throws Exception {
        Process job;
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(Math.toIntExact(START_WITHIN.toMillis()));
            List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
            arguments.add("--spring.datasource.url=jdbc:mysql://127.0.0.1:" + silent.getLocalPort() + "/none");
            job = start(arguments.toArray(String[]::new));
            // from its first connection on, it waits for an answer for twenty seconds
            try (Socket _ = silent.accept()) {
                job.destroy();
            }
        }
        try {
            assertThat(endOf(job, END_WITHIN)).as(() -> written("err")).isEqualTo(ExitCodes.LEFT);
        } finally {
            job.destroyForcibly();
        }
        assertThat(written("err")).contains(command + " stopped before it was done");
        assertThat(written("out")).isEmpty();
    }

    @Test
    void tryThatReadsStandardInputEndsAtOnce() throws Exception {
        Process job = start("try", "--topic=commands");
        try {
            job.getOutputStream().write("{}\n".getBytes(StandardCharsets.UTF_8));
            job.getOutputStream().flush();
            Eventually.await("it reads", START_WITHIN, () -> written("out").contains("MISSING_FIELD"));
            job.destroy();
            assertThat(endOf(job, SOON)).isEqualTo(ExitCodes.LEFT);
        } finally {
            job.destroyForcibly();
        }
    }

    @Test
    void aJobThatFindsNoServerFailsWithOneAndTheCause() throws Exception {
        Process process = start("redrive", "list", NO_MYSQL);
        try {
            assertThat(endOf(process, START_WITHIN)).isEqualTo(ExitCodes.FAILED);
        } finally {
            process.destroyForcibly();
        }
        assertThat(written("err")).contains("redrive list failed", "Connection refused");
    }
}
