package dev.accountrisk.model;

import static dev.accountrisk.model.ModelDriver.COMMANDS;
import static dev.accountrisk.model.ModelDriver.NOW;
import static dev.accountrisk.model.ModelDriver.RISK;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checkers find nothing in a database that is right, and each kind of damage by its own name. */
class CheckersIT {
    private static final Map<String, Long> LOG_ENDS = Map.of(RISK + "-0", 2_000L, COMMANDS + "-0", 3_000L);
    private static ContractModel model;
    private static SampleDatabase sample;
    private WorkerDatabase database;

    @BeforeAll
    static void runTheModel() throws SQLException {
        ModelDriver driver = new ModelDriver();
        RiskLoad.usual(RISK, 3, 500, 50, NOW).adding(0.2).forEach(driver::send);
        CommandLoad.usual(COMMANDS, 3, 900, 20, NOW).unbroken().forEach(driver::send);
        driver.command("victim", "v", "CREDIT", "");
        model = driver.model;
        sample = SampleDatabase.of(model, LOG_ENDS);
    }

    @BeforeEach
    void repair() throws SQLException {
        database = sample.repaired();
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        check().assertNone();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "C1  | UPDATE account_balance SET balance = balance + 1 WHERE asset = 'COIN' LIMIT 1",
            "C2  | UPDATE account_balance SET frozen = balance + 1 LIMIT 1",
            "C2  | UPDATE account_entry SET frozen_after = balance_after + 1 WHERE asset IS NOT NULL LIMIT 1",
            "C3  | UPDATE account_entry SET balance_after = balance_after + 1 WHERE kind = 'CREDIT' LIMIT 1",
            "C3  | UPDATE account_entry SET version = version + 1 WHERE kind = 'DEBIT' LIMIT 1",
            "C3  | UPDATE account_entry SET outcome = 'APPLIED' WHERE reason = 'INSUFFICIENT_BALANCE' LIMIT 1",
            "C3  | DELETE FROM account_entry WHERE kind = 'CREDIT' AND outcome = 'APPLIED' LIMIT 1",
            "C3  | UPDATE account_entry SET version = version + 1 WHERE kind = 'ADD' LIMIT 1",
            "C5  | INSERT INTO account_entry SELECT * FROM account_entry WHERE kind = 'CREDIT' LIMIT 1",
            "C6  | INSERT INTO account_balance SELECT * FROM account_balance LIMIT 1",
            "C6  | INSERT INTO account VALUES ('0199F1A2-7c11-7000-8000-5c1e0b6f2a10', 'r')",
            "C7  | UPDATE account_head SET version = version - 1 LIMIT 1",
            "C8  | UPDATE consumer_position SET next_offset = 3 WHERE topic = 'account.commands'",
            "C9  | UPDATE account_entry SET source_offset = 0 WHERE kind = 'DEBIT' AND version > 1 LIMIT 1",
            "C10 | UPDATE account_hold SET state = 'OPEN' WHERE state = 'SETTLED' LIMIT 1",
            "C10 | UPDATE account_hold SET state = 'REFUNDED' WHERE state = 'OPEN' LIMIT 1",
            "C10 | UPDATE account_hold SET state = 'LOST' WHERE state = 'SETTLED' LIMIT 1",
            "C10 | DELETE FROM account_balance WHERE balance > 0 LIMIT 1"
    })
    void damageIsSeenWithoutTheModel(String checker, String damage) {
        database.execute(damage);
        Findings findings = new Findings();
        Checkers.check(database, findings);
        assertThat(findings.counts()).containsKey(checker);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "C4 account_risk      | UPDATE account_risk SET risk = risk + 1e-9 LIMIT 1",
            "C4 account_risk      | UPDATE account_risk SET occurred_at = occurred_at + 1 LIMIT 1",
            "C4 account_risk      | UPDATE account_risk SET level = 'LOW' WHERE level = 'HIGH' LIMIT 1",
            "C4 account_risk      | UPDATE account_risk SET last_event_id = 'e' LIMIT 1",
            "C4 account_risk      | DELETE FROM account_risk LIMIT 1",
            "C4 account_balance   | UPDATE account_balance SET balance = balance + 1e-18 LIMIT 1",
            "C4 account_balance   | INSERT INTO account_balance VALUES ('nobody', 'COIN', 1, 0)",
            "C4 account           | UPDATE account SET external_ref = 'x' LIMIT 1",
            "C4 account_entry     | UPDATE account_entry SET reason = 'HOLD_EXISTS' WHERE reason = 'HOLD_UNKNOWN' LIMIT 1",
            "C4 account_entry     | DELETE FROM account_entry WHERE kind = 'DEBIT' LIMIT 1",
            "C5 account_entry     | DELETE FROM account_entry WHERE kind = 'ADD' LIMIT 1",
            "C5 account_entry     | INSERT INTO account_entry SELECT * FROM account_entry WHERE kind = 'ADD' LIMIT 1",
            "C6 account_entry     | INSERT INTO account_entry SELECT * FROM account_entry WHERE kind = 'DEBIT' LIMIT 1",
            "C4 account_hold      | UPDATE account_hold SET expires_at = 1 LIMIT 1",
            "C4 parked_record     | UPDATE parked_record SET reason = 'EMPTY' WHERE reason = 'MISSING_FIELD'",
            "C4 parked_record     | DELETE FROM parked_record LIMIT 1",
            "C4 parked_record     | UPDATE parked_record SET source_offset = source_offset + 100000 LIMIT 1",
            "C8 consumer_position | UPDATE consumer_position SET next_offset = next_offset - 1 LIMIT 1"
    })
    void damageIsSeenAgainstTheModel(String checker, String damage) {
        database.execute(damage);
        Findings findings = new Findings();
        ModelComparison.compare(model, database, LOG_ENDS, findings);
        assertThat(findings.counts()).containsKey(checker);
    }

    private Findings check() {
        Findings findings = new Findings();
        Checkers.check(database, findings);
        ModelComparison.compare(model, database, LOG_ENDS, findings);
        return findings;
    }
}
