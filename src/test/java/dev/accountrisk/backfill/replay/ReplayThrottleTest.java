package dev.accountrisk.backfill.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.engine.record.Source;
import dev.accountrisk.job.StopSignal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rate is paid before records that are read without a wait. */
class ReplayThrottleTest {
    private final StopSignal stop = new StopSignal();
    private final ReplayThrottle throttle = new ReplayThrottle(100, new LagThrottle(0), stop);

    @Test
    void prepayingWaitsForWhatWasReadAndForWhatWillBe() {
        assertThat(throttle.await(20)).isTrue();
        assertThat(seconds(() -> throttle.prepay(20))).isGreaterThan(0.35);
        assertThat(seconds(() -> throttle.prepaid().await(1_000_000))).isLessThan(0.3);
        throttle.prepaid().progress().processed(new Source("t", "id", 0), 9, 7);
        assertThat(throttle.records()).as("counted with the others").isEqualTo(7);
    }

    @Test
    void aStopEndsTheWait() {
        throttle.await(1_000_000);
        stop.stop();
        assertThat(throttle.prepay(1)).isFalse();
        assertThat(throttle.prepaid().await(1)).isFalse();
    }

    private static double seconds(Runnable work) {
        long beganNanos = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - beganNanos).toMillis() / 1_000.0;
    }
}
