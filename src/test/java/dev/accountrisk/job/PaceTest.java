package dev.accountrisk.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final StopSignal stop = new StopSignal();

    @Test
    void letsTheFirstGoAtOnceAndTheNextWhenTheirTimeHasCome() {
        Pace pace = new Pace(1_000, stop);
        long beganNanos = System.nanoTime();
        assertThat(pace.await(100)).isTrue();
        assertThat(pace.await(1)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void savesNothingUp() {
        Pace pace = new Pace(10, stop);
        assertThat(stop.pauseNanos(Duration.ofMillis(300).toNanos())).isFalse();
        long beganNanos = System.nanoTime();
        assertThat(pace.await(1)).isTrue();
        assertThat(pace.await(1)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void knowsNoBoundAtZero() {
        Pace pace = new Pace(0, stop);
        assertThat(pace.await(Integer.MAX_VALUE)).isTrue();
        assertThat(pace.await(Integer.MAX_VALUE)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(-1, stop));
    }

    @Test
    void endsTheWaitWhenTheJobIsToEnd() {
        Pace pace = new Pace(1, stop);
        assertThat(pace.await(1_000_000)).isTrue();
        Thread.ofVirtual().start(stop::stop);
        assertThat(pace.await(1)).isFalse();
        assertThat(new Pace(0, stop).await(1)).isFalse();
    }
}
