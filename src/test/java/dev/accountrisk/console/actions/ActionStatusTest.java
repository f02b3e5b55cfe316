package dev.accountrisk.console.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import dev.accountrisk.console.page.Trouble;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of an action says first. */
class ActionStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    private static final ActionOrder ORDER = new ActionOrder(ActionKind.RELEASE, null, "NOT_JSON", null, null, 9L, 0,
            false, null, null, false);

    private static ActionView action(ActionState state, @Nullable String cancelledBy, int askedSecondsAgo) {
        return action(state, cancelledBy, askedSecondsAgo, null);
    }

    private static ActionView action(ActionState state, @Nullable String cancelledBy, int askedSecondsAgo,
            @Nullable Confirmation second) {
        return new ActionView(17, ORDER, ORDER.describe(), 9L, false, "ana", "ticket",
                NOW.minusSeconds(askedSecondsAgo),
                cancelledBy, null, state, NOW.minusSeconds(1), "1@host", 4L, null, NOW, null, second);
    }

    private static String trouble(ActionView action, int workers, @Nullable Long before) {
        return String.join("",
                ActionStatus.of(action, workers, before, NOW).troubles().stream().map(Trouble::what).toList());
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnActionThatIsDoneIsCalledDone(ActionState state) {
        assertThat(ActionStatus.of(action(state, null, 1), 1, null, NOW).headline().startsWith("Action 17 is done."))
                .isEqualTo(state == ActionState.DONE);
    }

    @Test
    void aWaitingActionSaysWhatItWaitsFor() {
        ActionView waits = action(ActionState.WAITING, null, 11);
        assertThat(trouble(waits, 0, 16L)).isEqualTo("No worker runs.");
        assertThat(trouble(waits, 1, 16L)).isEqualTo("It waits for action 16.");
        assertThat(trouble(waits, 1, null)).isEqualTo("Workers run, but none carries it out.");
        assertThat(trouble(action(ActionState.WAITING, null, 1), 1, null)).isEmpty();
        assertThat(trouble(action(ActionState.WAITING, "bo", 11), 0, null)).as("cancelled").isEmpty();
    }

    @Test
    void anActionThatNeedsASecondPersonSaysSoUntilItIsTooLate() {
        Confirmation nobody = new Confirmation(NOW.plusSeconds(1), null, null);
        ActionView waits = action(ActionState.WAITING, null, 11, nobody);
        assertThat(ActionStatus.of(waits, 0, null, NOW).headline())
                .isEqualTo("Action 17 waits for a second person: nothing is done yet.");
        assertThat(trouble(waits, 0, null)).isEqualTo("Somebody else must confirm it.");
        assertThat(waits.confirmable(NOW)).isTrue();
        assertThat(waits.confirmable(NOW.plusSeconds(1))).isFalse();
        assertThat(ActionStatus.of(waits, 1, null, NOW.plusSeconds(1)).headline())
                .isEqualTo("Action 17 was not confirmed in time: nothing is done.");
        assertThat(action(ActionState.WAITING, "bo", 11, nobody).confirmable(NOW)).as("cancelled").isFalse();
        ActionView confirmed = action(ActionState.WAITING, null, 11, new Confirmation(NOW, "bo", NOW));
        assertThat(confirmed.confirmable(NOW)).isFalse();
        assertThat(trouble(confirmed, 0, null)).isEqualTo("No worker runs.");
    }

    @Test
    void aRunningActionWhoseWorkerIsGoneSaysSo() {
        assertThat(trouble(action(ActionState.RUNNING, null, 11), 1, null))
                .isEqualTo("Its worker ended without a word.");
        assertThat(trouble(action(ActionState.DONE, null, 11), 0, null)).isEmpty();
    }
}
