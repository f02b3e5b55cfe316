package dev.accountrisk.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.account.RiskPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy is taken as it is written, or refused with the field and the rule. */
class RiskPolicyYamlTest {
    @Test
    void aPolicyIsRead() {
        assertThat(parse("half-life: 7d\ncap: 1000\nlevels: {MEDIUM: 30, HIGH: 60.5, CRITICAL: 8.5e1}\n"))
                .isEqualTo(new RiskPolicy(Duration.ofDays(7).toMillis(), 1_000, 30, 60.5, 85));
        assertThat(parse("half-life: PT12H")).isEqualTo(
                new RiskPolicy(Duration.ofHours(12).toMillis(), 1_000_000, 30, 60, 85));
        assertThat(parse("cap: '1000'").cap()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            half-life: 7                    | half-life must be a number with a unit
            half-life: 1:30                 | half-life must be a number with a unit
            half-life: 07                   | half-life must be a number with a unit
            half-life: 7 days               | half-life must be a number with a unit
            half-life: 0d                   | half-life must be from
            half-life: -1d                  | half-life must be from
            half-life:                      | half-life has no value
            half-life: [7d]                 | half-life must be a single value
            cap: 0100                       | cap must be a decimal number without leading zeros
            cap: 0x64                       | cap must be a decimal number
            cap: 1_000                      | cap must be a decimal number
            cap: .inf                       | cap must be a decimal number
            cap: yes                        | cap must be a decimal number
            cap: -1                         | cap must be a finite number
            cap: 0                          | cap must be greater than 0
            levels: {MEDIUM: 30, HIGH: 1:30} | levels.HIGH must be a decimal number
            levels: {MEDIUM: 30, HIGH}      | levels.HIGH has no value
            levels: {MEDIUM: 70}            | levels.HIGH must not begin below levels.MEDIUM
            levels: {LOW: 1}                | levels.LOW must begin at 0
            levels: {EXTREME: 90}           | levels.EXTREME is no field
            levels:                         | levels must be a map
            levels: 30                      | levels must be a map
            caps: 100                       | caps is no field
            # nothing                       | the policy is empty
            cap                             | the policy must be a map
            """)
    void whatIsNoPolicyIsRefusedWithTheFieldAndTheRule(String yaml, String why) {
        assertThatThrownBy(() -> parse(yaml)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> parse("cap: 100\nlevels: {MEDIUM: 20}\ncap: 200")).hasMessageContaining("cap");
    }

    @Test
    void anEmptyFileAndOneThatEndsInTheMiddleAreRefused() {
        assertThatThrownBy(() -> parse("")).hasMessageContaining("the policy is empty");
        assertThatThrownBy(() -> parse("cap: 1000\nlevels: {MEDIUM: 30, HI")).isNotNull();
        assertThatThrownBy(() -> parse("cap: 1000\nlevels")).isNotNull();
        assertThatThrownBy(() -> parse("cap: 1000\nhalf-life: ")).hasMessageContaining("half-life has no value");
    }

    private static RiskPolicy parse(String yaml) {
        return RiskPolicyYaml.parse(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
