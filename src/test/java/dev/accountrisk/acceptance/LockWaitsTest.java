package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockWaitsTest {
    private final LockWaits waits = new LockWaits();

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:00:10.500Z WARN code 1205 state 40001, true",
            "2026-01-01T00:00:09.999Z WARN code 1205 state 40001, false",
            "2026-01-01T00:00:20.001Z WARN Lock wait timeout exceeded, false",
            "2026-01-01T00:00:15Z WARN Lock wait timeout exceeded, true",
            "2026-01-01T00:00:15Z WARN Deadlock found, false",
            "2026-01-01T00:00:15Z ERROR code 1062, false",
            "\tat code 1205, false",
            "code1205, false"})
    void explainsOnlyLockWaitsOfTheTime(String line, boolean explained) {
        waits.expect(Instant.parse("2026-01-01T00:00:10Z"), Instant.parse("2026-01-01T00:00:20Z"));
        assertThat(waits.explain(line, Duration.ZERO)).isEqualTo(explained);
    }

    @Test
    void readsTheTimeOfAWorkerByItsClock() {
        waits.expect(Instant.parse("2026-01-01T00:00:10Z"), Instant.parse("2026-01-01T00:00:20Z"));
        String line = "2026-01-01T00:07:15Z WARN Lock wait timeout exceeded";
        assertThat(waits.explain(line, Duration.ofMinutes(7))).isTrue();
        assertThat(waits.explain(line, Duration.ofMinutes(6))).isFalse();
    }

    @Test
    void explainsNothingIfNoneIsExpected() {
        assertThat(waits.explain("2026-01-01T00:00:10.500Z WARN code 1205 state 40001", Duration.ZERO)).isFalse();
    }
}
