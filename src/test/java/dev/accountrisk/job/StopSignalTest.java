package dev.accountrisk.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job that is told to stop does not sleep on. */
class StopSignalTest {
    private static final long LONG_NANOS = Duration.ofMinutes(10).toNanos();

    private final StopSignal stop = new StopSignal();

    @Test
    void aPauseEndsByItselfWhileNobodyStops() {
        assertThat(stop.pauseNanos(1)).isFalse();
        assertThat(stop.isStopped()).isFalse();
    }

    @Test
    @Timeout(60)
    void aPauseEndsAtOnceWhenTheJobIsStopped() {
        Thread.startVirtualThread(stop::stop);

        assertThat(stop.pauseNanos(LONG_NANOS)).isTrue();
        assertThat(stop.isStopped()).isTrue();
    }

    @Test
    @Timeout(60)
    void anInterruptStopsTheJobAndIsPassedOn() {
        Thread.currentThread().interrupt();

        assertThat(stop.pauseNanos(LONG_NANOS)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stop.isStopped()).isTrue();
    }

    @Test
    @Timeout(60)
    void aPaceLetsAStoppedJobGoAtOnce() {
        Pace pace = new Pace(1, stop);
        assertThat(pace.await(1_000)).isTrue();
        stop.stop();

        assertThat(pace.await(1)).isFalse();
    }
}
