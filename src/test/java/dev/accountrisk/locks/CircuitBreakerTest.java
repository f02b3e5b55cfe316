package dev.accountrisk.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
    private static final long OPEN_NANOS = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(Duration.ofNanos(OPEN_NANOS), nanos::get);

    @Test
    void allowsEverybodyUntilTheFirstFailure() {
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000, Long.MAX_VALUE - 10})
    void allowsNobodyAfterAFailureWhateverTheClockShows(long failedAt) {
        nanos.set(failedAt);
        breaker.failed();
        assertThat(breaker.allows()).isFalse();
        nanos.set(failedAt + OPEN_NANOS - 1);
        assertThat(breaker.allows()).isFalse();
        nanos.set(failedAt + OPEN_NANOS);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void allowsOneCallerToTryAndAnotherOnlyAfterTheSamePause() {
        breaker.failed();
        nanos.set(OPEN_NANOS);
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();
        nanos.set(2 * OPEN_NANOS);
        assertThat(breaker.allows()).as("the first one never came back").isTrue();
    }

    @Test
    void allowsEverybodyOnceATrySucceeded() {
        breaker.failed();
        nanos.set(OPEN_NANOS);
        assertThat(breaker.allows()).isTrue();
        breaker.succeeded();
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isTrue();
    }
}
