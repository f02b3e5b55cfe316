package dev.accountrisk.backfill.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Live consumers come first, as long as that helps them. */
class LagThrottleTest {
    private final LagThrottle throttle = new LagThrottle(100);

    @Test
    void nothingWaitsBeforeAnythingIsKnown() {
        assertThat(throttle.holds(0)).isFalse();
        throttle.saw(1_000, 5);
        assertThat(throttle.holds(1)).as("nobody is known to get on").isFalse();
    }

    @Test
    void aReplayWaitsWhileConsumersAreBehindAndGetOn() {
        throttle.saw(1_000, 5);
        throttle.saw(1_000, 6);
        assertThat(throttle.holds(1)).isTrue();
        throttle.saw(100, 7);
        assertThat(throttle.holds(2)).as("near enough").isFalse();
    }

    @Test
    void itDoesNotWaitForConsumersThatStandStill() {
        throttle.saw(1_000, 5);
        throttle.saw(1_000, 6);
        throttle.saw(2_000, 6);
        assertThat(throttle.holds(1)).isFalse();
    }

    @Test
    void oneBatchGoesThroughNowAndThen() {
        throttle.saw(1_000, 5);
        throttle.saw(1_000, 6);
        assertThat(throttle.holds(10)).isTrue();
        assertThat(throttle.holds(9 + LagThrottle.HELD_NANOS_MAX)).isTrue();
        assertThat(throttle.holds(10 + LagThrottle.HELD_NANOS_MAX)).isFalse();
        assertThat(throttle.holds(11 + LagThrottle.HELD_NANOS_MAX)).as("and only one").isTrue();
    }
}
