package dev.accountrisk.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopSignalTest {
    private final StopSignal stop = new StopSignal();

    @Test
    void isStoppedForGood() {
        assertThat(stop.isStopped()).isFalse();
        assertThat(stop.pauseNanos(1)).isFalse();
        stop.stop();
        stop.stop();
        assertThat(stop.isStopped()).isTrue();
        assertThat(stop.pauseNanos(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void takesAnInterruptForAStopAndKeepsIt() {
        Thread.currentThread().interrupt();
        assertThat(stop.pauseNanos(Long.MAX_VALUE)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stop.isStopped()).isTrue();
    }
}
