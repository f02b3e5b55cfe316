package dev.accountrisk.console.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Outcome;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What was consumed, by outcome. */
class OutcomesTest {
    private static final Outcomes EACH = new Outcomes(1, 2, 4, 8, 16, 32);

    @Test
    void everyOutcomeOfARecordIsCounted() {
        assertThat(EACH.byName()).containsOnlyKeys(
                Arrays.stream(Outcome.values()).map(outcome -> outcome.name().toLowerCase(Locale.ROOT)).toList());
    }

    @Test
    void theCountsAddUp() {
        assertThat(EACH.consumed()).isEqualTo(63);
        assertThat(EACH.byName().values()).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
        assertThat(EACH.plus(EACH)).isEqualTo(new Outcomes(2, 4, 8, 16, 32, 64));
    }
}
