package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rows of a lane end. */
class LaneRowsTest {
    private final LaneRows rows = new LaneRows(3, 5, 100);

    @Test
    void aRowWithoutALaneEndsAllLanes() {
        rows.endBefore(7);
        rows.add(2, row(6, 1));
        rows.add(2, row(8, 1));
        rows.add(0, row(9, 1));

        assertThat(rows.stopsAtRowWithoutLane()).isTrue();
        assertThat(rows.sequences().sequences().stream().map(LaneRowsTest::ids)).containsExactly(List.of(6L));
        assertThat(rows.sequences().isCut()).isFalse();
    }

    @Test
    void bytesOrRowsOfALaneCutTheRead() {
        rows.add(1, row(1, 50));
        rows.add(2, row(2, 49));
        assertThat(rows.sequences().isCut()).isFalse();
        assertThat(rows.hasEnoughBytes()).isFalse();
        rows.add(1, row(3, 1));
        assertThat(rows.hasEnoughBytes()).isTrue();
        assertThat(rows.sequences().isCut()).isTrue();
    }

    @Test
    void asManyRowsAsALaneMayHaveCutTheRead() {
        rows.add(1, row(1, 1));
        rows.add(1, row(2, 1));
        assertThat(rows.sequences().isCut()).isFalse();
        rows.add(1, row(3, 1));
        assertThat(rows.sequences().isCut()).isTrue();
    }

    @Test
    void enoughRowsOfAllLanesCutTheRead() {
        for (int lane = 0; lane < 4; lane++) {
            rows.add(lane, row(lane, 1));
        }
        assertThat(rows.areEnough()).isFalse();
        rows.add(3, row(4, 1));
        assertThat(rows.areEnough()).isTrue();
        assertThat(rows.hasEnoughBytes()).isFalse();
        assertThat(rows.sequences().isCut()).isTrue();
    }

    /** If a server answered otherwise than servers do, nothing may be sent. */
    @Test
    void rowsOutOfOrderAreRefused() {
        rows.add(1, row(5, 1));
        rows.add(2, row(3, 1));

        assertThatThrownBy(() -> rows.add(1, row(4, 1))).hasMessageContaining("out of order");
        assertThatThrownBy(() -> rows.endBefore(9)).hasMessageContaining("out of order");
    }

    private static OutboxRow row(long id, int bytes) {
        return new OutboxRow(id, "batch", OutboxRow.Kind.EVENTS, new byte[bytes]);
    }

    private static List<Long> ids(RowSequences.Sequence sequence) {
        return sequence.rows().stream().map(OutboxRow::id).toList();
    }
}
