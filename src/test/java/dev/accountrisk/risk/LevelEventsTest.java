package dev.accountrisk.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.AccountEvent.RiskLevelChanged;
import dev.accountrisk.account.RiskLevel;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelEventsTest {
    private static final RiskLevelChanged UP = change("1,a,0", 40, RiskLevel.LOW, RiskLevel.MEDIUM, 1);
    private static final RiskLevelChanged FURTHER = change("2,b,0", 70, RiskLevel.MEDIUM, RiskLevel.HIGH, 2);
    private static final RiskLevelChanged BACK = change("3,c,0", 5, RiskLevel.HIGH, RiskLevel.LOW, 3);

    private static RiskLevelChanged change(String place, double risk, RiskLevel before, RiskLevel after, long time) {
        return new RiskLevelChanged("8", place, risk, before, after, time);
    }

    @Test
    void eachChangeIsAnEvent() {
        assertThat(LevelEvents.EACH.of(List.of(UP, FURTHER, BACK))).containsExactly(UP, FURTHER, BACK);
        assertThat(LevelEvents.EACH.of(List.of())).isEmpty();
    }

    @Test
    void theLastLeadsFromOneCommittedLevelToTheNext() {
        assertThat(LevelEvents.LAST.of(List.of(UP, FURTHER)))
                .containsExactly(change("2,b,0", 70, RiskLevel.LOW, RiskLevel.HIGH, 2));
        assertThat(LevelEvents.LAST.of(List.of(UP))).containsExactly(UP);
        assertThat(LevelEvents.LAST.of(List.of())).isEmpty();
    }

    @Test
    void aLevelThatComesBackWithinATransactionIsNoChange() {
        assertThat(LevelEvents.LAST.of(List.of(UP, FURTHER, BACK))).isEmpty();
    }
}
