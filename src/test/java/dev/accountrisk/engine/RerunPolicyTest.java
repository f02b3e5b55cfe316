package dev.accountrisk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RerunPolicyTest {
    private static final int ATTEMPTS_MAX = 8;

    private final List<Long> pauses = new ArrayList<>();
    private final RerunPolicy policy = new RerunPolicy(pauses::add);

    @Test
    void pausesAtRandomUpToABoundThatDoubles() {
        for (int run = 0; run < 1_000; run++) {
            pauses.clear();
            for (int attempt = 2; attempt <= ATTEMPTS_MAX; attempt++) {
                assertThat(policy.pauseBefore(attempt)).isTrue();
                assertThat(pauses.getLast()).isNotNegative()
                        .isLessThan(TimeUnit.MILLISECONDS.toNanos(10L << (attempt - 2)));
            }
        }
    }

    @Test
    void allowsEightAttempts() {
        assertThat(policy.pauseBefore(ATTEMPTS_MAX)).isTrue();
        assertThat(policy.pauseBefore(ATTEMPTS_MAX + 1)).isFalse();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void allowsNoFurtherAttemptToAnInterruptedThread() {
        Thread.currentThread().interrupt();
        assertThat(policy.pauseBefore(2)).isFalse();
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(pauses).isEmpty();
    }
}
