package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How parked records are divided into parts that fit into memory. */
class ParkedSizeTest {
    @Test
    void aPartEndsWithItsRecordsOrItsBytes() {
        assertThat(parts(1, 1, 1, 1, 1)).containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L));
        assertThat(parts(60, 40, 1, 99)).containsExactly(List.of(0L, 1L), List.of(2L, 3L));
    }

    @Test
    void aRecordThatIsLargerThanAPartIsAPartByItself() {
        assertThat(parts(1, 500, 500, 1)).containsExactly(List.of(0L), List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void nothingHasNoPart() {
        assertThat(parts()).isEmpty();
    }

    private static List<List<Long>> parts(int... bytes) {
        List<ParkedSize> records = IntStream.range(0, bytes.length)
                .mapToObj(offset -> new ParkedSize(offset, bytes[offset]))
                .toList();
        return ParkedSize.parts(records, 3, 100).stream().map(ParkedSize::offsets).toList();
    }
}
