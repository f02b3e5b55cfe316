package dev.accountrisk.commands.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.commands.expiry.DueHoldStore.DueHold;
import dev.accountrisk.commands.expiry.DueHoldStore.DuePage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When an EXPIRE without an answer is sent again. */
class UnansweredTest {
    private static final DueHold ONE = new DueHold("a", "one", 1_000, 0);
    private static final DueHold TWO = new DueHold("a", "two", 1_000, 0);
    private static final DueHold OTHER = new DueHold("b", "other", 2_000, 1);

    private final Unanswered unanswered = new Unanswered();

    @Test
    void inADayWithoutAnswersItIsSentThirtyTimesAtMost() {
        int sent = 0;
        for (long minute = 0; minute < TimeUnit.DAYS.toMinutes(1); minute++) {
            long nowNanos = TimeUnit.MINUTES.toNanos(minute);
            if (unanswered.isDue(ONE, nowNanos)) {
                unanswered.sent(ONE, nowNanos);
                sent++;
            }
        }
        // at 0, 2, 6, 14, 30, 62, 122 minutes, and then each hour
        assertThat(sent).isEqualTo(28);
    }

    @Test
    void whileItsPartitionStandsStillItWaitsWithoutGrowing() {
        unanswered.sent(ONE, 0);
        unanswered.postpone(ONE, Unanswered.FIRST_PAUSE_NANOS);

        assertThat(unanswered.isDue(ONE, Unanswered.FIRST_PAUSE_NANOS)).isFalse();
        assertThat(unanswered.isDue(ONE, 2 * Unanswered.FIRST_PAUSE_NANOS)).isTrue();
        assertThat(unanswered.isDue(OTHER, 0)).as("it was never sent").isTrue();
    }

    @Test
    void whatIsMissingInAPageHasItsAnswerAndWhatLiesBehindThePageHasNot() {
        unanswered.sent(ONE, 0);
        unanswered.sent(TWO, 0);
        unanswered.sent(OTHER, 0);

        unanswered.forgetAnswered(DueHold.BEFORE_ALL, new DuePage(List.of(TWO), false, 5_000));
        assertThat(unanswered.has(ONE)).isFalse();
        assertThat(unanswered.has(TWO)).isTrue();
        assertThat(unanswered.has(OTHER)).isTrue();
        assertThat(unanswered.count(0)).isOne();

        unanswered.forgetAnswered(TWO, new DuePage(List.of(), true, 0));
        assertThat(unanswered.has(OTHER)).isFalse();
        assertThat(unanswered.count(1)).isZero();
    }
}
