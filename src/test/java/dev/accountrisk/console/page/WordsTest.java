package dev.accountrisk.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** All pages write numbers and times in one way, and what is not known is no 0. */
class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:02:31Z");

    private final Words words = new Words();

    @Test
    void whatIsNotKnownIsUnknown() {
        assertThat(words.number(null)).isEqualTo("unknown");
        assertThat(words.utc(null)).isEqualTo("unknown");
        assertThat(words.relative(null, NOW)).isEqualTo("unknown");
        assertThat(words.amount(null)).isEqualTo("unknown");
        assertThat(words.known("")).isEqualTo("unknown");
    }

    @Test
    void timesAreUtcAndRelative() {
        assertThat(words.utc(NOW)).isEqualTo("2026-11-29 14:02:31 UTC");
        assertThat(words.relative(NOW.minusSeconds(2), NOW)).isEqualTo("2 s ago");
        assertThat(words.relative(NOW.minus(Duration.ofMinutes(6)), NOW)).isEqualTo("6 min ago");
        assertThat(words.relative(NOW.plus(Duration.ofHours(30)), NOW)).isEqualTo("in 30 h");
        assertThat(words.relative(NOW.minus(Duration.ofDays(3)), NOW)).isEqualTo("3 days ago");
    }

    @Test
    void amountsAreExactAndNumbersHaveTheirNoun() {
        assertThat(words.amount(new BigDecimal("100.000000000000000000"))).isEqualTo("100");
        assertThat(words.amount(new BigDecimal("0.000000000000000001"))).isEqualTo("0.000000000000000001");
        assertThat(words.count(1, "record")).isEqualTo("1 record");
        assertThat(words.count(1_204, "record")).isEqualTo("1,204 records");
    }
}
