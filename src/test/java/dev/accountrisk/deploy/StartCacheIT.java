package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.servers.MySqlServer;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image has a start-up cache for the jobs: a small command must not take long. */
class StartCacheIT {
    private static final String DATABASE = "start_cache";
    private static final String FROM_THE_CACHE = "source: shared objects file";

    private final MySqlServer mysql = TestServers.shared().mysql();

    @BeforeEach
    void create() {
        mysql.createDatabase(DATABASE);
    }

    @AfterEach
    void drop() {
        mysql.dropDatabase(DATABASE);
    }

    /**
     * Java links all classes of the cache at each start: 16,000 when the cache had what {@code redrive list} uses, and 19,000 with what
     * {@code reconcile} and {@code backfill} use besides.
     */
    @Test
    void aCommandLoadsNearlyAllClassesFromIt(@TempDir Path dir) throws Exception {
        Path loaded = dir.resolve("loaded.log");
        Path report = dir.resolve("report.txt");
        // the first run migrates
        assertThat(list(report)).isZero();

        assertThat(list(report, "-Xlog:class+load:file=" + loaded)).isZero();

        List<String> classes = Files.readAllLines(loaded);
        long cached = classes.stream().filter(line -> line.contains(FROM_THE_CACHE)).count();
        assertThat((double) cached / classes.size()).isGreaterThan(0.92);
        assertThat(classes.size()).as("classes").isLessThan(20_000);
        assertThat(report).content().as("the report, and nothing else").startsWith("id ").hasLineCount(1);
    }

    /** Java ends if the heap that it begins with does not hold the cache's objects, and begins with a share of the memory. */
    @ParameterizedTest
    @CsvSource({"redrive, --help", "worker, --version"})
    void bothCachesFitIntoTheHeapOfASmallContainer(String command, String option, @TempDir Path dir)
            throws Exception {
        for (String memory : List.of("128m", "256m", "512m", "768m")) {
            assertThat(exitCode(dir.resolve(memory), List.of("-XX:MaxRAM=" + memory), List.of(command, option)))
                    .as(memory)
                    .isZero();
        }
    }

    private int list(Path report, String... options) throws Exception {
        return exitCode(report, List.of(options),
                List.of("redrive", "list", "--spring.datasource.url=" + mysql.jdbcUrl(DATABASE),
                        "--spring.datasource.username=" + mysql.username(),
                        "--spring.datasource.password=" + mysql.password()));
    }

    private static int exitCode(Path output, List<String> options, List<String> arguments) throws Exception {
        Process process = ImageLayout.shared()
                .process(options, arguments)
                .redirectOutput(output.toFile())
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
