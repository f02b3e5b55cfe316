package dev.accountrisk.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lane that cannot be sent delays no other, and is tried again. */
class FailedLanesTest {
    private static final long SECOND = 1_000_000_000L;

    private final FailedLanes failed = new FailedLanes();

    @Test
    void aLaneIsLeftOutForASecondWhileOthersAreSent() {
        failed.note(List.of(0, 1, 2), Map.of(1, "too large"), true, 5 * SECOND);

        assertThat(failed.due(List.of(0, 1, 2), 6 * SECOND - 1)).containsExactly(0, 2);
        assertThat(failed.due(List.of(0, 1, 2), 6 * SECOND)).containsExactly(0, 1, 2);
    }

    @Test
    void noLaneIsLeftOutIfNothingWasSent() {
        failed.note(List.of(2, 0), Map.of(2, "no broker", 0, "no broker"), false, 5 * SECOND);

        assertThat(failed.due(List.of(2, 0), 5 * SECOND)).containsExactly(2, 0);
        assertThat(failed.cause()).isEqualTo("no broker");
        assertThat(failed.lanes()).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void aLaneThatIsSentOrNotHeldAnyMoreHasNotFailed() {
        failed.note(List.of(0, 1, 2), Map.of(0, "a", 1, "b"), true, 0);
        assertThat(failed.cause()).isEqualTo("a; b");

        failed.note(List.of(0), Map.of(), true, 2 * SECOND);
        assertThat(failed.lanes()).containsExactly(1);
        assertThat(failed.due(List.of(0, 2), 0)).containsExactly(0, 2);
        assertThat(failed.isEmpty()).isTrue();
    }
}
