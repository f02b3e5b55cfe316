package dev.accountrisk.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskPolicyTest {
    private static final RiskPolicy HALVES_EVERY_SECOND = new RiskPolicy(1000, 1000, 30, 60, 85);

    @ParameterizedTest
    @CsvSource({"0, LOW", "29.999999999999996, LOW", "30, MEDIUM", "59.99999999999999, MEDIUM", "60, HIGH",
            "84.99999999999999, HIGH", "85, CRITICAL", "1000000, CRITICAL"})
    void levelsBeginWhereTheContractSays(double risk, RiskLevel level) {
        assertThat(RiskPolicy.DEFAULT.levelOf(risk)).isEqualTo(level);
    }

    @Test
    void capsWhatIsAbove() {
        assertThat(HALVES_EVERY_SECOND.capped(1000.5)).isEqualTo(1000);
        assertThat(HALVES_EVERY_SECOND.capped(999.5)).isEqualTo(999.5);
        assertThat(RiskPolicy.DEFAULT.cap()).isEqualTo(1_000_000);
    }

    @Test
    void halfIsLeftAfterAHalfLife() {
        assertThat(HALVES_EVERY_SECOND.decayed(80, 5000, 6000)).isEqualTo(40);
        assertThat(HALVES_EVERY_SECOND.decayed(80, 5000, 8000)).isEqualTo(10);
        assertThat(HALVES_EVERY_SECOND.decayed(80, 5000, 5500)).isCloseTo(80 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void nothingFadesBackwardsOrWithoutAHalfLife() {
        assertThat(HALVES_EVERY_SECOND.decayed(80, 6000, 6000)).isEqualTo(80);
        assertThat(HALVES_EVERY_SECOND.decayed(80, 6000, 5000)).isEqualTo(80);
        assertThat(RiskPolicy.DEFAULT.decayed(80, 0, Long.MAX_VALUE)).isEqualTo(80);
    }

    @Test
    void timesAsFarApartAsTimesCanBeLeaveNothing() {
        assertThat(HALVES_EVERY_SECOND.decayed(80, Long.MIN_VALUE, Long.MAX_VALUE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1000, 30, 60, 85, half-life", "NaN, 1000, 30, 60, 85, half-life",
            "Infinity, 1000, 30, 60, 85, half-life", "0, 0, 30, 60, 85, cap", "0, -1, 30, 60, 85, cap",
            "0, NaN, 30, 60, 85, cap", "0, 1000, -1, 60, 85, levels.MEDIUM", "0, 1000, 61, 60, 85, levels.HIGH",
            "0, 1000, 30, 86, 85, levels.CRITICAL", "0, 1000, 30, 60, NaN, levels.CRITICAL"})
    void refusesWhatMakesNoSenseAndNamesTheSetting(double halfLifeMillis, double cap, double mediumFrom,
            double highFrom, double criticalFrom, String setting) {
        assertThatThrownBy(() -> new RiskPolicy(halfLifeMillis, cap, mediumFrom, highFrom, criticalFrom))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(setting);
    }
}
