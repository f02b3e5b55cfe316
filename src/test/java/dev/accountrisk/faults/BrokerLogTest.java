package dev.accountrisk.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The damage that the suite does to a partition's files. */
class BrokerLogTest {
    private static final int BODY_BYTES = 20;
    private static final int BATCH_BYTES = Long.BYTES + Integer.BYTES + BODY_BYTES;

    @TempDir
    private Path folder;

    @Test
    void oneBatchOfTheRightSegmentIsDamagedAndMended() throws IOException {
        Path first = Files.write(folder.resolve("00000000000000000000.log"), batches(0, 4));
        Path second = Files.write(folder.resolve("00000000000000000008.log"), batches(8, 11, 15));
        byte[] before = Files.readAllBytes(second);
        BrokerLog log = new BrokerLog(folder);

        log.flipLastBit(11);
        byte[] damaged = Files.readAllBytes(second);
        assertThat(damaged[2 * BATCH_BYTES - 1]).isEqualTo((byte) (before[2 * BATCH_BYTES - 1] ^ 1));
        damaged[2 * BATCH_BYTES - 1] ^= 1;
        assertThat(damaged).isEqualTo(before);
        assertThat(Files.readAllBytes(first)).isEqualTo(batches(0, 4));

        log.flipLastBit(11);
        assertThat(Files.readAllBytes(second)).isEqualTo(before);
    }

    @Test
    void anOffsetAtWhichNoBatchBeginsIsAnError() throws IOException {
        Files.write(folder.resolve("00000000000000000000.log"), batches(0, 4));
        assertThatIOException().isThrownBy(() -> new BrokerLog(folder).flipLastBit(3)).withMessageContaining("3");
    }

    private static byte[] batches(long... firstOffsets) {
        ByteBuffer bytes = ByteBuffer.allocate(firstOffsets.length * BATCH_BYTES);
        for (long offset : firstOffsets) {
            bytes.putLong(offset).putInt(BODY_BYTES).put(new byte[BODY_BYTES]);
        }
        return bytes.array();
    }
}
