package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that can be filled and freed. */
class SmallDiskTest {
    private static final int KIBI = 1 << 10;

    @Test
    void nothingFitsOnAFullDiskUntilItIsFreed(@TempDir Path folder) throws IOException {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), KIBI * KIBI);
        assumeThat(mounted).as("a disk of its own, which takes root").isPresent();
        try (SmallDisk disk = mounted.get()) {
            Path file = folder.resolve("disk/file");
            Files.write(file, new byte[64 * KIBI]);
            disk.fill();
            assertThatIOException().isThrownBy(() -> Files.write(folder.resolve("disk/other"), new byte[64 * KIBI]))
                    .withMessageContaining("No space left");
            assertThat(file).hasSize(64 * KIBI);
            disk.free();
            Files.write(folder.resolve("disk/other"), new byte[64 * KIBI]);
        }
        assertThat(folder.resolve("disk")).isEmptyDirectory();
    }
}
