package dev.accountrisk.model;

import static dev.accountrisk.model.ModelDriver.COMMANDS;
import static dev.accountrisk.model.ModelDriver.NOW;
import static dev.accountrisk.model.ModelDriver.RISK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The load has in it what it says, and the same seed says the same. */
class LoadTest {
    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(bytes(7)).isEqualTo(bytes(7)).isNotEqualTo(bytes(8));
    }

    private static List<String> bytes(long seed) {
        List<String> bytes = new ArrayList<>();
        RiskLoad.usual(RISK, seed, 3_000, 100, NOW).adding(0.2).forEach(record -> bytes.add(show(record)));
        CommandLoad.usual(COMMANDS, seed, 3_000, 100, NOW).forEach(record -> bytes.add(show(record)));
        return bytes;
    }

    private static String show(LoadRecord record) {
        return record.topic() + record.timestampMillis() + Arrays.toString(record.key())
                + Arrays.toString(record.value());
    }

    @Test
    void riskUpdatesMeetEveryOutcome() {
        ModelDriver driver = new ModelDriver();
        RiskLoad.usual(RISK, 1, 50_000, 2_000, NOW).adding(0.05).forEach(driver::send);
        assertThat(driver.model.riskOutcomes())
                .containsOnlyKeys(Outcome.APPLIED, Outcome.STALE, Outcome.DUPLICATE, Outcome.PARKED);
        assertThat(driver.model.riskOutcomes().get(Outcome.STALE)).isBetween(1_000L, 5_000L);
        assertThat(driver.model.riskOutcomes().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(50_000);
    }

    @Test
    void commandsMeetEveryRefusal() {
        ModelDriver driver = new ModelDriver();
        CommandLoad.usual(COMMANDS, 1, 60_000, 500, NOW).forEach(driver::send);
        Map<String, Integer> verdicts = new HashMap<>();
        driver.model.ledgers()
                .values()
                .forEach(
                        ledger -> ledger.decided()
                                .values()
                                .forEach(decided -> verdicts.merge(
                                        decided.entry().kind() + ' ' + decided.entry().reason(), 1, Integer::sum)));
        assertThat(verdicts).containsKeys(
                "OPEN ALREADY_OPEN",
                "OPEN ALREADY_EXISTS",
                "CREDIT OVERFLOW",
                "DEBIT INSUFFICIENT_BALANCE",
                "FREEZE INSUFFICIENT_BALANCE",
                "FREEZE HOLD_EXISTS",
                "SETTLE HOLD_UNKNOWN",
                "SETTLE HOLD_CLOSED",
                "SETTLE HOLD_EXPIRED",
                "SETTLE EXCEEDS_HOLD",
                "REFUND HOLD_UNKNOWN",
                "REFUND HOLD_CLOSED",
                "EXPIRE NOT_DUE",
                "EXPIRE null",
                "SETTLE null",
                "REFUND null");
        assertThat(driver.model.parked().values().stream().map(Rows.Parked::reason))
                .contains("CONFLICT", "BEHIND_PARKED");
        assertThat(driver.model.commandOutcomes()).containsKeys(Outcome.DUPLICATE);
    }
}
