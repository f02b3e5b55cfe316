package dev.accountrisk.risk.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.accountrisk.account.RiskPolicy;
import org.junit.jupiter.api.Test;

/** A recorded policy is read as it was. */
class PolicyTextTest {
    private static final int COLUMN = 200;

    @Test
    void everyDigitIsKept() {
        RiskPolicy policy = new RiskPolicy(604_800_000.25, 1.0 / 3, 0.1, Math.nextUp(0.1), 1e-17 + 0.3);
        assertThat(PolicyText.parse(PolicyText.of(policy))).isEqualTo(policy);
        assertThat(PolicyText.parse(PolicyText.of(RiskPolicy.DEFAULT))).isEqualTo(RiskPolicy.DEFAULT);
    }

    @Test
    void theLongestFitsItsColumn() {
        double longest = 1.2345678901234568E-299;
        assertThat(PolicyText.of(new RiskPolicy(longest, longest, longest, longest, longest)).length())
                .isLessThan(COLUMN);
    }

    @Test
    void anotherTextIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyText.parse("0.0 1.0"));
    }
}
