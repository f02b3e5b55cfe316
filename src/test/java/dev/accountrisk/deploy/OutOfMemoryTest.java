package dev.accountrisk.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that runs out of memory under the image's options is not taken for one that has ended. */
class OutOfMemoryTest {
    private static final int LAST_EXIT_CODE_OF_A_COMMAND = 3;

    @TempDir
    private Path dir;

    /** Fills the heap on a thread of its own, as a client's thread would. */
    static final class Hog {
        private Hog() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread thread = Thread.ofPlatform().start(() -> {
                List<byte[]> kept = new ArrayList<>();
                while (kept.size() < Integer.MAX_VALUE) {
                    kept.add(new byte[1 << 20]);
                }
            });
            thread.join();
        }
    }

    @Test
    void itsExitCodeIsItsOwnAndStandardOutputIsEmpty() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("deploy", "image", "java.options").toAbsolutePath(), "-Xmx32m", "-cp",
                Path.of(Hog.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
                Hog.class.getName())
                .directory(dir.toFile())
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isGreaterThan(LAST_EXIT_CODE_OF_A_COMMAND);
        assertThat(Files.readString(dir.resolve("out"))).isEmpty();
        assertThat(Files.readString(dir.resolve("err"))).contains("OutOfMemoryError");
        assertThat(dir.toFile().list()).as("no report and no heap dump").containsExactlyInAnyOrder("out", "err");
    }
}
