package dev.accountrisk.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Outcome;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {
    @Test
    void everyOutcomeIsCountedOnceAndAsItself() {
        for (Outcome outcome : Outcome.values()) {
            OutcomeCounts.Tally tally = new OutcomeCounts.Tally();
            tally.add(outcome);
            assertThat(tally.counts().total()).isEqualTo(1);
            for (Outcome other : Outcome.values()) {
                assertThat(tally.counts().of(other)).as(other.name()).isEqualTo(other == outcome ? 1 : 0);
            }
        }
    }

    @Test
    void sumsEachOutcomeApart() {
        OutcomeCounts some = new OutcomeCounts(1, 2, 3, 4, 5, 6);
        assertThat(some.plus(new OutcomeCounts(10, 20, 30, 40, 50, 60)))
                .isEqualTo(new OutcomeCounts(11, 22, 33, 44, 55, 66));
        assertThat(some.plus(OutcomeCounts.NONE)).isEqualTo(some);
        assertThat(some.total()).isEqualTo(21);
    }
}
