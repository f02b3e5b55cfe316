package dev.accountrisk.model;

import static dev.accountrisk.model.ModelDriver.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The model's money and registrations, against cases worked out by hand from the contract. */
class ContractModelCommandTest {
    private final ModelDriver driver = new ModelDriver();

    @Test
    void aRefusalInTheMiddleChangesNothing() {
        assertThat(driver.command("8", "1", "CREDIT", ",\"amount\":5")).isEqualTo(Outcome.APPLIED);
        assertThat(driver.command("8", "2", "DEBIT", ",\"amount\":10")).isEqualTo(Outcome.REFUSED);
        assertThat(driver.command("8", "3", "CREDIT", ",\"amount\":\"10.0\"")).isEqualTo(Outcome.APPLIED);
        assertThat(driver.money("8", "DEFAULT")).isEqualTo("15/0");
        assertThat(driver.verdict("8", "2")).isEqualTo("INSUFFICIENT_BALANCE");
    }

    @Test
    void aRefusalStaysARefusal() {
        driver.command("8", "1", "DEBIT", ",\"amount\":10");
        driver.command("8", "2", "CREDIT", ",\"amount\":100");
        assertThat(driver.command("8", "1", "DEBIT", ",\"amount\":\"010.00\",\"occurredAt\":" + NOW))
                .isEqualTo(Outcome.DUPLICATE);
        assertThat(driver.money("8", "DEFAULT")).isEqualTo("100/0");
        assertThat(driver.money("8", "COIN")).isEqualTo("no row");
    }

    @Test
    void theSameIdWithOtherContentIsAConflictAndHoldsNothingBack() {
        driver.command("8", "1", "CREDIT", ",\"amount\":10");
        assertThat(driver.command("8", "1", "CREDIT", ",\"amount\":11")).isEqualTo(Outcome.PARKED);
        assertThat(driver.lastReason(ModelDriver.COMMANDS)).isEqualTo("CONFLICT");
        assertThat(driver.command("8", "1", "CREDIT", ",\"amount\":10,\"asset\":\"COIN\"")).isEqualTo(Outcome.PARKED);
        assertThat(driver.command("8", "2", "CREDIT", ",\"amount\":1")).isEqualTo(Outcome.APPLIED);
        assertThat(driver.money("8", "DEFAULT")).isEqualTo("11/0");
    }

    @Test
    void whatIsNotSettledIsFreeAgain() {
        driver.command("8", "1", "CREDIT", ",\"asset\":\"COIN\",\"amount\":\"1000\"");
        driver.command("8", "2", "FREEZE", ",\"asset\":\"COIN\",\"amount\":\"616\",\"holdId\":\"task-9\"");
        assertThat(driver.money("8", "COIN")).isEqualTo("1000/616");
        driver.command("8", "3", "DEBIT", ",\"asset\":\"COIN\",\"amount\":385");
        assertThat(driver.verdict("8", "3")).isEqualTo("INSUFFICIENT_BALANCE");
        driver.command("8", "4", "SETTLE", ",\"holdId\":\"task-9\",\"amount\":616.5");
        assertThat(driver.verdict("8", "4")).isEqualTo("EXCEEDS_HOLD");
        driver.command("8", "5", "SETTLE", ",\"holdId\":\"task-9\",\"amount\":600");
        assertThat(driver.money("8", "COIN")).isEqualTo("400/0");
        driver.command("8", "6", "REFUND", ",\"holdId\":\"task-9\"");
        assertThat(driver.verdict("8", "6")).isEqualTo("HOLD_CLOSED");
        driver.command("8", "7", "FREEZE", ",\"asset\":\"COIN\",\"amount\":1,\"holdId\":\"task-9\"");
        assertThat(driver.verdict("8", "7")).isEqualTo("HOLD_EXISTS");
        driver.command("8", "8", "FREEZE", ",\"asset\":\"COIN\",\"amount\":500,\"holdId\":\"task-9\"");
        assertThat(driver.verdict("8", "8")).as("the first reason of the row").isEqualTo("INSUFFICIENT_BALANCE");
        driver.command("8", "9", "REFUND", ",\"holdId\":\"nobody\"");
        assertThat(driver.entry("8", "9"))
                .contains(new Rows.Entry("8", "9", "REFUND", null, null, "REFUSED", "HOLD_UNKNOWN", null, null));
    }

    @Test
    void expiryIsDecidedByTheRecordsOwnTime() {
        driver.command("8", "1", "CREDIT", ",\"amount\":100");
        String due = ",\"expiresAt\":" + (NOW + 1_000);
        driver.command("8", "2", "FREEZE", ",\"amount\":10,\"holdId\":\"a\"" + due);
        driver.command("8", "3", "FREEZE", ",\"amount\":20,\"holdId\":\"b\"" + due);
        driver.command("8", "4", "FREEZE", ",\"amount\":30,\"holdId\":\"c\"");
        driver.command("8", "5", "EXPIRE", ",\"holdId\":\"a\",\"occurredAt\":" + (NOW + 999));
        assertThat(driver.verdict("8", "5")).isEqualTo("NOT_DUE");
        driver.command("8", "6", "SETTLE", ",\"holdId\":\"a\",\"amount\":1,\"occurredAt\":" + (NOW + 1_000));
        assertThat(driver.verdict("8", "6")).isEqualTo("HOLD_EXPIRED");
        driver.command("8", "expire:a", "EXPIRE", ",\"holdId\":\"a\",\"occurredAt\":" + (NOW + 1_000));
        assertThat(driver.verdict("8", "expire:a")).isEqualTo("APPLIED");
        driver.command("8", "7", "SETTLE", ",\"holdId\":\"b\",\"amount\":1");
        assertThat(driver.verdict("8", "7")).as("the record's timestamp is before the expiry").isEqualTo("APPLIED");
        driver.command("8", "8", "EXPIRE", ",\"holdId\":\"c\"");
        assertThat(driver.verdict("8", "8")).as("a hold without an end is never due").isEqualTo("NOT_DUE");
        assertThat(driver.money("8", "DEFAULT")).isEqualTo("99/30");
    }

    @Test
    void aBalanceHasTwentyDigitsAndNotOneMore() {
        driver.command("8", "1", "CREDIT", ",\"amount\":\"99999999999999999999.999999999999999999\"");
        assertThat(driver.verdict("8", "1")).isEqualTo("APPLIED");
        driver.command("8", "2", "CREDIT", ",\"amount\":\"0.000000000000000001\"");
        assertThat(driver.verdict("8", "2")).isEqualTo("OVERFLOW");
    }

    @Test
    void anAccountHasOneReferenceAndAReferenceOneAccount() {
        driver.command("8", "1", "OPEN", ",\"externalRef\":\"book-1\"");
        driver.command("8", "2", "OPEN", ",\"externalRef\":\"book-1\"");
        driver.command("8", "3", "OPEN", ",\"externalRef\":\"book-2\"");
        driver.command("9", "4", "OPEN", ",\"externalRef\":\"book-1\"");
        assertThat(driver.verdict("8", "1")).isEqualTo("APPLIED");
        assertThat(driver.verdict("8", "2")).isEqualTo("APPLIED");
        assertThat(driver.verdict("8", "3")).isEqualTo("ALREADY_OPEN");
        assertThat(driver.verdict("9", "4")).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void aRaceForAReferenceIsJudgedByWhatWasSeenAndNeedsAnOwnerInTheEnd() {
        Registrar registrar = new Registrar(
                (account, commandId) -> account.equals("8") ? Optional.of("IN_PROGRESS") : Optional.empty());
        assertThat(registrar.register("8", "1", "book-1")).isEqualTo(Refusal.IN_PROGRESS);
        assertThat(registrar.ownerless()).containsExactly("book-1");
        assertThat(registrar.register("9", "2", "book-1")).isNull();
        assertThat(registrar.ownerless()).isEmpty();
        assertThat(registrar.register("10", "3", "book-1")).isEqualTo(Refusal.ALREADY_EXISTS);
    }

    @Test
    void aParkedCommandHoldsBackTheAccountItsKeyNames() {
        driver.command("8", "1", "CREDIT", ",\"amount\":5");
        driver.send(ModelDriver.COMMANDS, "8", "no json");
        assertThat(driver.lastReason(ModelDriver.COMMANDS)).isEqualTo("NOT_JSON");
        assertThat(driver.command("8", "2", "CREDIT", ",\"amount\":5")).isEqualTo(Outcome.PARKED);
        assertThat(driver.lastReason(ModelDriver.COMMANDS)).isEqualTo("BEHIND_PARKED");
        assertThat(driver.command("8", "1", "CREDIT", ",\"amount\":5")).isEqualTo(Outcome.DUPLICATE);
        driver.command("8", "1", "CREDIT", ",\"amount\":6");
        assertThat(driver.lastReason(ModelDriver.COMMANDS)).isEqualTo("CONFLICT");
        driver.command("8", "3", "CREDIT", "");
        assertThat(driver.lastReason(ModelDriver.COMMANDS)).isEqualTo("MISSING_FIELD");
        assertThat(driver.command("9", "4", "CREDIT", ",\"amount\":5")).isEqualTo(Outcome.APPLIED);
        assertThat(driver.set("8", "e", 1, NOW)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.money("8", "DEFAULT")).isEqualTo("5/0");
    }

    @Test
    void withoutHoldBackTheAccountGoesOn() {
        ModelDriver free = new ModelDriver(
                ModelSettings.defaults(ModelDriver.RISK, ModelDriver.COMMANDS).withoutHoldBack());
        free.send(ModelDriver.COMMANDS, "8", "no json");
        assertThat(free.command("8", "2", "CREDIT", ",\"amount\":5")).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aKeyThatIsNoIdHoldsNothingBack() {
        driver.send(ModelDriver.COMMANDS, "8 ", "no json");
        assertThat(driver.command("8", "2", "CREDIT", ",\"amount\":5")).isEqualTo(Outcome.APPLIED);
        assertThat(driver.model.parked().values()).singleElement()
                .extracting(parked -> String.valueOf(parked.account()))
                .isEqualTo("null");
    }

    @Test
    void idsOfTheWorkersCannotBeTaken() {
        driver.command("8", "1", "CREDIT", ",\"amount\":100");
        driver.command("8", "2", "FREEZE", ",\"amount\":10,\"holdId\":\"a\",\"expiresAt\":" + (NOW + 1_000));
        assertThat(driver.command("8", "expire:a", "CREDIT", ",\"amount\":1")).isEqualTo(Outcome.PARKED);
        assertThat(driver.lastReason(ModelDriver.COMMANDS)).isEqualTo("BAD_ID");
        assertThat(driver.command("8", "expire:a", "EXPIRE", ",\"holdId\":\"b\"")).isEqualTo(Outcome.PARKED);
        String early = ",\"holdId\":\"a\",\"occurredAt\":" + (NOW + 999);
        assertThat(driver.command("8", "expire:a", "EXPIRE", early)).isEqualTo(Outcome.REFUSED);
        assertThat(driver.command("8", "expire:a", "EXPIRE", early)).isEqualTo(Outcome.REFUSED);
        assertThat(driver.entry("8", "expire:a")).isEmpty();
        String due = ",\"holdId\":\"a\",\"occurredAt\":" + (NOW + 1_000);
        assertThat(driver.command("8", "expire:a", "EXPIRE", due)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.command("8", "expire:a", "EXPIRE", due)).isEqualTo(Outcome.DUPLICATE);
        assertThat(driver.command("8", "3", "CREDIT", ",\"amount\":1")).as("nothing is held back")
                .isEqualTo(Outcome.APPLIED);
    }
}
