package dev.accountrisk.model;

import static dev.accountrisk.model.ModelDriver.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The model's risk, against cases worked out by hand from the contract. */
class ContractModelRiskTest {
    private final ModelDriver driver = new ModelDriver();

    @Test
    void laterTimeStandsAndOlderIsStale() {
        assertThat(driver.set("8", "b", 42.5, NOW)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.set("8", "z", 10, NOW - 1)).isEqualTo(Outcome.STALE);
        assertThat(driver.risk("8")).isEqualTo("42.5 MEDIUM 0 b");
        assertThat(driver.set("8", "a", 60, NOW + 1)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.risk("8")).isEqualTo("60.0 HIGH 1 a");
    }

    @Test
    void atTheSameTimeTheGreaterIdStandsByteByByte() {
        driver.set("8", "a", 1, NOW);
        assertThat(driver.set("8", "B", 2, NOW)).as("B is before a in bytes").isEqualTo(Outcome.STALE);
        assertThat(driver.set("8", "b", 3, NOW)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.risk("8")).isEqualTo("3.0 LOW 0 b");
    }

    @Test
    void samePairIsADuplicateWhateverElseItHolds() {
        driver.set("8", "a", 1, NOW);
        assertThat(driver.set("8", "a", 99, NOW)).isEqualTo(Outcome.DUPLICATE);
        assertThat(driver.risk("8")).isEqualTo("1.0 LOW 0 a");
    }

    @Test
    void bySequenceTheGreaterSequenceStands() {
        ModelDriver sequenced = new ModelDriver(
                ModelSettings.defaults(ModelDriver.RISK, ModelDriver.COMMANDS).bySequence());
        assertThat(sequenced.set("8", "a", 1, NOW, 5)).isEqualTo(Outcome.APPLIED);
        assertThat(sequenced.set("8", "b", 2, NOW + 9, 4)).isEqualTo(Outcome.STALE);
        assertThat(sequenced.set("8", "a", 2, NOW, 5)).isEqualTo(Outcome.DUPLICATE);
        assertThat(sequenced.set("8", "z", 2, NOW, 5)).isEqualTo(Outcome.STALE);
        assertThat(sequenced.set("8", "c", 90, NOW - 9, 6)).isEqualTo(Outcome.APPLIED);
        assertThat(sequenced.risk("8")).isEqualTo("90.0 CRITICAL -9 c");
        assertThat(sequenced.set("8", "d", 1, NOW)).isEqualTo(Outcome.PARKED);
        assertThat(sequenced.lastReason(ModelDriver.RISK)).isEqualTo("MISSING_FIELD");
    }

    @Test
    void anAdditionCountsOncePerIdAndMovesThePair() {
        assertThat(driver.add("8", "m", 30, NOW)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.add("8", "m", 7, NOW + 5)).isEqualTo(Outcome.DUPLICATE);
        assertThat(driver.add("8", "c", 1, NOW - 5)).as("late, and added all the same").isEqualTo(Outcome.APPLIED);
        assertThat(driver.risk("8")).isEqualTo("31.0 MEDIUM 0 m");
        assertThat(driver.add("8", "n", 2, NOW)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.risk("8")).isEqualTo("33.0 MEDIUM 0 n");
        assertThat(driver.set("8", "mm", 1, NOW)).as("older than the pair (NOW, n)").isEqualTo(Outcome.STALE);
    }

    @Test
    void bothSidesOfAnAdditionFadeToTheLaterTime() {
        ModelDriver fading = new ModelDriver(
                ModelSettings.defaults(ModelDriver.RISK, ModelDriver.COMMANDS)
                        .withPolicy(new ModelPolicy(1_000, 1_000, 30, 60, 85)));
        fading.set("8", "a", 80, NOW);
        fading.add("8", "b", 10, NOW + 1_000);
        assertThat(fading.risk("8")).isEqualTo("50.0 MEDIUM 1000 b");
        fading.add("8", "c", 40, NOW - 1_000);
        assertThat(fading.risk("8")).as("40 two half-lives old is 10").isEqualTo("60.0 HIGH 1000 b");
    }

    @Test
    void theCapHoldsForBothKindsAndLevelsAreTold() {
        ModelDriver capped = new ModelDriver(
                ModelSettings.defaults(ModelDriver.RISK, ModelDriver.COMMANDS)
                        .withPolicy(new ModelPolicy(0, 100, 30, 60, 85)));
        capped.set("8", "a", 1_000, NOW);
        assertThat(capped.risk("8")).isEqualTo("100.0 CRITICAL 0 a");
        capped.set("8", "b", 90, NOW + 1);
        capped.add("8", "c", 50, NOW + 2);
        assertThat(capped.risk("8")).isEqualTo("100.0 CRITICAL 2 c");
        capped.set("8", "d", 0, NOW + 3);
        assertThat(capped.model.risks().levels().get("8")).isEqualTo(List.of("CRITICAL", "LOW"));
    }

    @Test
    void anAdditionKeepsTheStoredSequence() {
        driver.set("8", "a", 1, NOW, 17);
        driver.add("8", "b", 1, NOW + 1);
        Rows.Risk row = driver.model.risks().rows().get("8");
        assertThat(row).isEqualTo(new Rows.Risk("8", 2, "LOW", NOW + 1, 17L, "b"));
    }
}
