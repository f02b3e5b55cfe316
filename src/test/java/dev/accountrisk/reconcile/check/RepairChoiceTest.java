package dev.accountrisk.reconcile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.HoldState;
import dev.accountrisk.account.Ids;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.reconcile.check.AccountFacts.HoldRow;
import dev.accountrisk.reconcile.check.AccountFacts.JournalHold;
import dev.accountrisk.reconcile.check.AccountFacts.RiskRow;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Only what has one right answer is repaired, and only by a record that its topic accepts. */
class RepairChoiceTest {
    private static final RiskRow RISK = new RiskRow(45, RiskLevel.LOW, 7, 1);

    @Test
    void aLevelIsComputedAnewByAnAdditionThatIsOlderThanTheRow() {
        AccountFacts facts = new AccountFactsBuilder("a").risk(RISK).build();
        assertThat(RepairChoice.of(finding(DriftKind.LEVEL, "risk"), facts, "run"))
                .contains(new Repair.RecomputeLevel("a", "recon:run:a", 6));
        AccountFacts first = new AccountFactsBuilder("a").risk(new RiskRow(45, RiskLevel.LOW, 0, 1)).build();
        assertThat(RepairChoice.of(finding(DriftKind.LEVEL, "risk"), first, "run"))
                .contains(new Repair.RecomputeLevel("a", "recon:run:a", 0));
    }

    @Test
    void theEventsIdIsAnId() {
        String longest = "a".repeat(Ids.LENGTH_MAX);
        AccountFacts facts = new AccountFactsBuilder(longest).risk(RISK).build();
        assertThat(RepairChoice.level(facts, "run")).hasValueSatisfying(repair -> assertThat(
                Ids.isValid(((Repair.RecomputeLevel) repair).eventId())).isTrue());
    }

    @Test
    void anAccountWhoseKeyIsNoIdIsNotRepaired() {
        AccountFacts facts = new AccountFactsBuilder("x\",\"type\":\"SET").risk(RISK)
                .hold("h", due(5L))
                .build();
        assertThat(RepairChoice.of(finding(DriftKind.LEVEL, "risk"), facts, "run")).isEmpty();
        assertThat(RepairChoice.of(finding(DriftKind.HOLD_OVERDUE, "h"), facts, "run")).isEmpty();
    }

    @Test
    void anOverdueHoldExpires() {
        AccountFacts facts = new AccountFactsBuilder("a").hold("h", due(5L)).build();
        assertThat(RepairChoice.of(finding(DriftKind.HOLD_OVERDUE, "h"), facts, "run"))
                .contains(new Repair.ExpireHold("a", "h", 5, 3));
        assertThat(RepairChoice.of(finding(DriftKind.HOLD_OVERDUE, "other"), facts, "run")).isEmpty();
    }

    @Test
    void nothingElseIsRepaired() {
        AccountFacts facts = new AccountFactsBuilder("a").risk(RISK).hold("h", due(5L)).build();
        Arrays.stream(DriftKind.values())
                .filter(kind -> kind != DriftKind.LEVEL && kind != DriftKind.HOLD_OVERDUE)
                .forEach(
                        kind -> assertThat(RepairChoice.of(finding(kind, "h"), facts, "run")).as("%s", kind).isEmpty());
    }

    private static HoldRow due(long atMillis) {
        return new HoldRow(new JournalHold("COIN", BigDecimal.ONE, HoldState.OPEN), atMillis, atMillis, 3);
    }

    private static Finding finding(DriftKind kind, String item) {
        return Finding.of(kind, "a", item, "this", "that");
    }
}
