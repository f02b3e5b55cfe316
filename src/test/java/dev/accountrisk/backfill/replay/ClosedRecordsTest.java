package dev.accountrisk.backfill.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.backfill.replay.ClosedRecords.Closed;
import dev.accountrisk.parking.ParkedState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedRecordsTest {
    private static final long FAR = 1L << 60;

    @Test
    void recordsAreInTheOrderOfTheirOffsetsAndThereOnce() {
        ClosedRecords.Builder builder = new ClosedRecords.Builder();
        for (long offset : List.of(FAR, 7L, 0L, 7L)) {
            builder.add(offset, offset == 7 ? ParkedState.DROPPED : ParkedState.RELEASED);
        }
        ClosedRecords closed = builder.build();

        assertThat(closed.subList(0, closed.size())).containsExactly(new Closed(0, ParkedState.RELEASED),
                new Closed(7, ParkedState.DROPPED), new Closed(FAR, ParkedState.RELEASED));
        assertThat(closed.at(7)).contains(ParkedState.DROPPED);
        assertThat(closed.at(FAR)).contains(ParkedState.RELEASED);
        assertThat(closed.at(8)).isEmpty();
        assertThat(closed.at(FAR + 1)).isEmpty();
    }

    @Test
    void moreAreKeptThanItHadRoomForAtFirst() {
        ClosedRecords.Builder builder = new ClosedRecords.Builder();
        for (long offset = 999; offset >= 0; offset--) {
            builder.add(offset, ParkedState.DROPPED);
        }
        assertThat(builder.build().subList(0, 1_000)).extracting(Closed::offset)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(1_000);
    }
}
