package dev.accountrisk.backfill.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of a difference fits, and is safe to print. */
class KeptDifferencesTest {
    @Test
    void controlCharactersAreEscaped() {
        assertThat(KeptDifferences.shortened("a\u001b[2J\u202e", 100)).isEqualTo("a\\u001b[2J\\u202e");
    }

    @Test
    void longTextIsCutBetweenCharactersAndSaysSo() {
        assertThat(KeptDifferences.shortened("x".repeat(10), 10)).isEqualTo("x".repeat(10));
        assertThat(KeptDifferences.shortened("x".repeat(11), 10)).isEqualTo("x".repeat(9) + "…");
        assertThat(KeptDifferences.shortened("😀".repeat(11), 10)).isEqualTo("😀".repeat(9) + "…");
    }
}
