package dev.accountrisk.commands.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How often a partition is tried that takes no command. */
class SendPausesTest {
    private final SendPauses pauses = new SendPauses();

    @Test
    void aPartitionThatTakesNoneIsTriedWithOneCommandAMinuteInTheEnd() {
        int sent = 0;
        for (long second = 0; second < TimeUnit.HOURS.toSeconds(1); second++) {
            long nowNanos = TimeUnit.SECONDS.toNanos(second);
            int inThisSecond = 0;
            while (inThisSecond < 100 && pauses.take(0, nowNanos)) {
                inThisSecond++;
            }
            if (inThisSecond > 0) {
                pauses.failed(0, nowNanos);
            }
            sent += inThisSecond;
        }
        // 100 while nobody knew, then after 1, 3, 7, 15, 31, 63 seconds, 60 later each
        assertThat(sent).isBetween(100 + 60, 100 + 70);
    }

    @Test
    void anotherPartitionIsNotConcernedAndOneThatTakesACommandTakesAll() {
        pauses.failed(0, 0);

        assertThat(pauses.take(0, 0)).isFalse();
        assertThat(pauses.take(1, 0)).isTrue();
        assertThat(pauses.take(0, SendPauses.FIRST_PAUSE_NANOS)).isTrue();
        assertThat(pauses.take(0, SendPauses.FIRST_PAUSE_NANOS)).as("its answer is waited for").isFalse();
        pauses.succeeded(0);
        assertThat(pauses.isEmpty()).isTrue();
        assertThat(pauses.take(0, SendPauses.FIRST_PAUSE_NANOS)).isTrue();
    }
}
