package dev.accountrisk.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.console.partitions.Outcomes;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rates come from counters, are unknown until there are two, and keep an hour. */
class RatesTest {
    private static final Instant START = Instant.parse("2026-11-29T14:00:00Z");

    private final Rates rates = new Rates();

    private void add(long second, long applied) {
        rates.add(START.plusSeconds(second), new Outcomes(applied, 0, 0, 0, 0, 0), Map.of("t", applied));
    }

    @Test
    void oneSampleSaysNothing() {
        add(0, 100);
        assertThat(rates.recent()).isEmpty();
        assertThat(rates.minutes()).singleElement().satisfies(minute -> assertThat(minute.rate("applied")).isNull());
    }

    @Test
    void theRateIsThatOfTheLastMinute() {
        add(0, 0);
        add(60, 6_000);
        add(120, 6_600);
        assertThat(rates.recent()).containsEntry("applied", 10.0);
    }

    @Test
    void anHourIsKept() {
        for (int second = 0; second <= 7_200; second += 10) {
            add(second, second);
        }
        assertThat(rates.minutes()).hasSize(61)
                .allSatisfy(minute -> assertThat(minute.rate("applied")).isEqualTo(1.0))
                .last()
                .satisfies(minute -> assertThat(minute.lag("t")).isEqualTo(7_200));
    }

    @Test
    void aMinuteWithoutSamplesIsUnknownAndNotZero() {
        add(0, 0);
        add(10, 100);
        add(150, 200);
        add(160, 200);
        assertThat(rates.minutes()).extracting(minute -> minute.rate("applied")).containsExactly(10.0, null, 0.0);
        assertThat(rates.minutes()).extracting(minute -> minute.lag("t")).containsExactly(100L, null, 200L);
    }

    @Test
    void countersThatWentBackBeginAnew() {
        add(0, 1_000);
        add(10, 2_000);
        add(20, 500);
        assertThat(rates.recent()).isEmpty();
        add(30, 600);
        assertThat(rates.recent()).containsEntry("applied", 10.0);
    }
}
