package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void returnsTheFirstValueThatIsWanted() {
        var calls = new AtomicInteger();
        assertThat(Eventually.value("three", LONG, calls::incrementAndGet, value -> value == 3)).isEqualTo(3);
        assertThat(calls).hasValue(3);
    }

    @Test
    void takesAnExceptionForNotYet() {
        var calls = new AtomicInteger();
        Eventually.await("the second call", LONG, () -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("too early");
            }
            return true;
        });
        assertThat(calls).hasValue(2);
    }

    @Test
    void saysWhatItWaitedForAndWhatItSaw() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Eventually.value("the moon", SHORT, () -> "cheese", "stone"::equals))
                .withMessageContainingAll("the moon", "cheese");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Eventually.await("the moon", SHORT, () -> {
            throw new IllegalStateException("eclipse");
        })).withMessageContainingAll("the moon", "eclipse").withCauseInstanceOf(IllegalStateException.class);
    }
}
