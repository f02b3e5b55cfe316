package dev.accountrisk.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a position may go. The log holds 5 to 30, and the position is 20. */
class MoveTargetTest {
    private static final OptionalLong WHEREVER = OptionalLong.empty();

    @Test
    void aLogThatWasCutOffIsReadFromTheCutOn() throws Exception {
        assertThat(MoveTarget.of(cutAt(12L), WHEREVER, false)).isEqualTo(12);
        assertThat(MoveTarget.of(cutAt(3L), WHEREVER, false)).as("the log begins later").isEqualTo(5);
        assertThat(MoveTarget.of(cutAt(12L), OptionalLong.of(7), false)).as("what is read twice counts once")
                .isEqualTo(7);
    }

    @Test
    void recordsAfterTheCutAreLeftOutOnlyWhenThatIsSaid() throws Exception {
        assertRefused(cutAt(12L), OptionalLong.of(20), "--to: the log holds records from 12 on that were not applied");

        assertThat(MoveTarget.of(cutAt(12L), OptionalLong.of(20), true)).isEqualTo(20);
    }

    @Test
    void aCutThatNobodyKnowsIsForThePersonToName() throws Exception {
        assertRefused(cutAt(null), WHEREVER, "--to: nobody can know where the log was cut off");
        assertRefused(view(PositionState.OLDER_LEADER, null), WHEREVER, "--to: nobody can know");

        assertThat(MoveTarget.of(cutAt(null), OptionalLong.of(15), false)).isEqualTo(15);
        assertRefused(cutAt(null), OptionalLong.of(31), "--to: the log holds 5 to 30");
    }

    private static void assertRefused(PositionView view, OptionalLong to, String message) {
        assertThatThrownBy(() -> MoveTarget.of(view, to, false)).isInstanceOf(PositionRefusedException.class)
                .hasMessageStartingWith(message);
    }

    private static PositionView cutAt(@Nullable Long offset) {
        return view(PositionState.LOG_CUT_OFF, offset);
    }

    private static PositionView view(PositionState state, @Nullable Long cutAt) {
        return new PositionView("t", 0, "id", 20, 5L, 30L, cutAt, 4, state, null);
    }
}
