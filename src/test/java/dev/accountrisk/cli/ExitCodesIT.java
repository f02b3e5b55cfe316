package dev.accountrisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.AccountRiskWorker;
import dev.accountrisk.cli.job.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the process ends, and how soon, while no server answers. */
class ExitCodesIT {
    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration END_WITHIN = Duration.ofSeconds(30);
    private static final List<String> NO_SERVERS = List.of("--spring.datasource.url=jdbc:mysql://127.0.0.1:1/none",
            "--spring.datasource.username=none", "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--spring.data.redis.port=1", "--management.server.port=0");

    @TempDir
    private Path dir;

    private Process start(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                AccountRiskWorker.class.getName()));
        line.addAll(List.of(command));
        line.addAll(NO_SERVERS);
        return new ProcessBuilder(line).redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
    }

    private String written(String stream) throws IOException {
        Path file = dir.resolve(stream);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private int endAfter(Process process, String stream, String said) throws IOException, InterruptedException {
        try {
            long untilNanos = System.nanoTime() + START_WITHIN.toNanos();
            while (!written(stream).contains(said)) {
                assertThat(process.isAlive()).as(() -> "alive until it says " + said).isTrue();
                assertThat(System.nanoTime()).as(() -> "it says " + said).isLessThan(untilNanos);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            process.destroy();
            assertThat(process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)).as("ended in time").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWorkerThatIsToldToEndEndsWithZero() throws Exception {
        assertThat(endAfter(start(), "out", "waiting for the schema in MySQL: Connection refused")).isZero();
    }

    @Test
    void aJobThatIsToldToEndEndsWithThree() throws Exception {
        assertThat(endAfter(start("redrive", "list"), "err", "the schema is not migrated yet"))
                .isEqualTo(ExitCodes.LEFT);
        assertThat(written("out")).isEmpty();
    }

    @Test
    void aJobThatFindsNoServerFailsWithOneAndTheCause() throws Exception {
        Process process = start("redrive", "list");
        try {
            assertThat(process.waitFor(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(ExitCodes.FAILED);
        assertThat(written("err")).contains("redrive list failed", "Connection refused");
    }
}
