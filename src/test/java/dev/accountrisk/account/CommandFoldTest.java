package dev.accountrisk.account;

import static dev.accountrisk.account.CommandType.CREDIT;
import static dev.accountrisk.account.CommandType.DEBIT;
import static dev.accountrisk.account.CommandType.EXPIRE;
import static dev.accountrisk.account.CommandType.FREEZE;
import static dev.accountrisk.account.CommandType.OPEN;
import static dev.accountrisk.account.CommandType.REFUND;
import static dev.accountrisk.account.CommandType.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.CommandItem.InvalidCommand;
import dev.accountrisk.account.CommandItem.ValidCommand;
import dev.accountrisk.account.Verdict.Applied;
import dev.accountrisk.account.Verdict.Conflict;
import dev.accountrisk.account.Verdict.Duplicate;
import dev.accountrisk.account.Verdict.Parked;
import dev.accountrisk.account.Verdict.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandFoldTest {
    private static final String COIN = "COIN";
    private static final AccountSnapshot UNKNOWN = AccountSnapshot.unknown("8");
    private static final AccountSnapshot HUNDRED = withBalance("100", "0", Map.of());

    @Test
    void aRefusedCommandInTheMiddleChangesNothing() {
        CommandFold.Result result = fold(UNKNOWN, credit("c1", "5"), debit("c2", "10"), credit("c3", "10"));

        assertThat(result.verdicts()).containsExactly(new Applied(), new Refused(Refusal.INSUFFICIENT_BALANCE),
                new Applied());
        assertThat(result.changedBalances()).containsExactly(Map.entry(COIN, balance("15", "0")));
        assertThat(result.version()).isEqualTo(3);
        assertThat(result.entries()).extracting(CommandFold.Entry::version).containsExactly(1L, 2L, 3L);
        assertThat(result.entries()).extracting(CommandFold.Entry::balanceAfter)
                .containsExactly(new BigDecimal("5"),
                        new BigDecimal("5"), new BigDecimal("15"));
    }

    @Test
    void theFirstCreditMakesTheRowEvenIfNothingIsLeft() {
        assertThat(fold(UNKNOWN, credit("c1", "5"), debit("c2", "5")).changedBalances())
                .containsExactly(Map.entry(COIN, Balance.ZERO));
        assertThat(fold(HUNDRED, credit("c1", "5"), debit("c2", "5")).changedBalances()).isEmpty();
        assertThat(fold(UNKNOWN, debit("c1", "5")).changedBalances()).isEmpty();
    }

    @Test
    void aBalanceNeverHasMoreThanTwentyIntegerDigits() {
        AccountSnapshot full = withBalance("99999999999999999999.999999999999999998", "0", Map.of());

        CommandFold.Result result = fold(full, credit("c1", "0.000000000000000002"),
                credit("c2", "0.000000000000000001"));

        assertThat(result.verdicts()).containsExactly(new Refused(Refusal.OVERFLOW), new Applied());
        assertThat(result.changedBalances())
                .containsExactly(Map.entry(COIN, balance("99999999999999999999.999999999999999999", "0")));
    }

    @Test
    void whatIsFrozenCanBeNeitherTakenNorFrozenAgain() {
        CommandFold.Result result = fold(HUNDRED, freeze("c1", "60", "h1", null), debit("c2", "41"),
                freeze("c3", "41", "h2", null), debit("c4", "40"));

        assertThat(result.verdicts()).containsExactly(new Applied(), new Refused(Refusal.INSUFFICIENT_BALANCE),
                new Refused(Refusal.INSUFFICIENT_BALANCE), new Applied());
        assertThat(result.changedBalances()).containsExactly(Map.entry(COIN, balance("60", "60")));
        assertThat(result.changedHolds()).containsExactly(
                Map.entry("h1", new Hold("h1", COIN, new BigDecimal("60"), HoldState.OPEN, null)));
    }

    @Test
    void moreThanIsFreeGoesBeforeAKnownHold() {
        AccountSnapshot before = withBalance("100", "60", Map.of("h1", hold("h1", "60", HoldState.OPEN, null)));

        assertThat(fold(before, freeze("c1", "41", "h1", null), freeze("c2", "40", "h1", null)).verdicts())
                .containsExactly(new Refused(Refusal.INSUFFICIENT_BALANCE), new Refused(Refusal.HOLD_EXISTS));
    }

    @Test
    void aClosedHoldStillExists() {
        AccountSnapshot before = withBalance("100", "0", Map.of("h1", hold("h1", "60", HoldState.REFUNDED, null)));

        assertThat(fold(before, freeze("c1", "1", "h1", null)).verdicts())
                .containsExactly(new Refused(Refusal.HOLD_EXISTS));
    }

    @Test
    void whatIsNotSettledIsFreeAgain() {
        AccountSnapshot before = withBalance("100", "60", Map.of("h1", hold("h1", "60", HoldState.OPEN, null)));

        CommandFold.Result result = fold(before, command("c1", SETTLE, "OTHER", "25", "h1", null, null, 0));

        assertThat(result.verdicts()).containsExactly(new Applied());
        assertThat(result.changedBalances()).containsExactly(Map.entry(COIN, balance("75", "0")));
        assertThat(result.changedHolds())
                .containsExactly(Map.entry("h1", hold("h1", "60", HoldState.SETTLED, null)));
        // the asset is the hold's, not the command's
        assertThat(result.entries().getFirst().asset()).isEqualTo(COIN);
    }

    @Test
    void settlingIsRefusedForTheFirstReasonOfItsRow() {
        AccountSnapshot before = withBalance("100", "60",
                Map.of("h1", hold("h1", "60", HoldState.OPEN, 1000L), "h2",
                        hold("h2", "60", HoldState.SETTLED, 1000L)));

        CommandFold.Result result = fold(before, settle("c1", "61", "unknown", 1000), settle("c2", "61", "h2", 1000),
                settle("c3", "61", "h1", 1000), settle("c4", "61", "h1", 999), settle("c5", "60", "h1", 999));

        assertThat(result.verdicts()).containsExactly(new Refused(Refusal.HOLD_UNKNOWN),
                new Refused(Refusal.HOLD_CLOSED), new Refused(Refusal.HOLD_EXPIRED), new Refused(Refusal.EXCEEDS_HOLD),
                new Applied());
        assertThat(result.entries().get(0).asset()).isNull();
        assertThat(result.entries().get(0).balanceAfter()).isNull();
        assertThat(result.entries().get(1).balanceAfter()).isEqualByComparingTo("100");
        assertThat(result.entries().get(1).frozenAfter()).isEqualByComparingTo("60");
    }

    @Test
    void aRefundFreesTheHoldOnce() {
        AccountSnapshot before = withBalance("100", "60", Map.of("h1", hold("h1", "60", HoldState.OPEN, 1000L)));

        CommandFold.Result result = fold(before, command("c1", REFUND, COIN, null, "h1", null, null, 5000),
                command("c2", REFUND, COIN, null, "h1", null, null, 5000),
                command("c3", REFUND, COIN, null, "h2", null, null, 5000));

        assertThat(result.verdicts()).containsExactly(new Applied(), new Refused(Refusal.HOLD_CLOSED),
                new Refused(Refusal.HOLD_UNKNOWN));
        assertThat(result.changedBalances()).containsExactly(Map.entry(COIN, balance("100", "0")));
        assertThat(result.changedHolds())
                .containsExactly(Map.entry("h1", hold("h1", "60", HoldState.REFUNDED, 1000L)));
    }

    @Test
    void aHoldExpiresWhenItsTimeHasComeAndNotBefore() {
        AccountSnapshot before = withBalance("100", "70", Map.of("h1", hold("h1", "60", HoldState.OPEN, 1000L), "h2",
                new Hold("h2", COIN, new BigDecimal("10"), HoldState.OPEN, null)));

        CommandFold.Result result = fold(before, expire("c1", "h1", 999), expire("c2", "h1", 1000),
                expire("c3", "h1", 1001), expire("c4", "h2", Long.MAX_VALUE), expire("c5", "h3", 1000));

        assertThat(result.verdicts()).containsExactly(new Refused(Refusal.NOT_DUE), new Applied(),
                new Refused(Refusal.HOLD_CLOSED), new Refused(Refusal.NOT_DUE), new Refused(Refusal.HOLD_UNKNOWN));
        assertThat(result.changedBalances()).containsExactly(Map.entry(COIN, balance("100", "10")));
        assertThat(result.changedHolds())
                .containsExactly(Map.entry("h1", hold("h1", "60", HoldState.EXPIRED, 1000L)));
    }

    @Test
    void anAccountOpensUnderOneReference() {
        AccountSnapshot before = new AccountSnapshot("8", 0, false, null, Map.of(), Map.of(), Map.of(),
                Map.of("theirs", "9"));

        CommandFold.Result result = fold(before, open("c1", "theirs"), open("c3", "mine"),
                open("c4", "mine"), open("c5", "theirs"));

        assertThat(result.verdicts()).containsExactly(new Refused(Refusal.ALREADY_EXISTS),
                new Applied(), new Applied(), new Refused(Refusal.ALREADY_OPEN));
        assertThat(result.newExternalRef()).isEqualTo("mine");
        assertThat(result.entries()).allSatisfy(entry -> assertThat(entry.asset()).isNull());
    }

    @Test
    void anOpenAccountStaysUnderItsReference() {
        AccountSnapshot before = new AccountSnapshot("8", 1, false, "mine", Map.of(), Map.of(), Map.of(),
                Map.of("mine", "8"));

        CommandFold.Result result = fold(before, open("c1", "mine"), open("c2", "other"));

        assertThat(result.verdicts()).containsExactly(new Applied(), new Refused(Refusal.ALREADY_OPEN));
        assertThat(result.newExternalRef()).isNull();
    }

    @Test
    void aRefusalStaysARefusalAndOtherContentIsAConflict() {
        Command refused = debit("c1", "10");
        AccountSnapshot before = new AccountSnapshot("8", 4, false, null,
                Map.of(COIN, balance("100", "0")), Map.of(), Map.of("c1", refused.digest()),
                Map.of());

        CommandFold.Result result = fold(before, debit("c1", "10.00"), debit("c1", "11"), credit("c2", "1"),
                credit("c2", "1"), credit("c2", "2"));

        assertThat(result.verdicts()).containsExactly(new Duplicate(), new Conflict(), new Applied(), new Duplicate(),
                new Conflict());
        assertThat(result.changedBalances()).containsExactly(Map.entry(COIN, balance("101", "0")));
        assertThat(result.version()).isEqualTo(5);
        assertThat(result.heldBack()).isFalse();
    }

    @Test
    void behindAParkedCommandOnlyTheDecidedIsAnswered() {
        AccountSnapshot before = withBalance("100", "0", Map.of());

        CommandFold.Result result = CommandFold.fold(before,
                List.of(valid(credit("c1", "1")), new InvalidCommand(ParkReason.NOT_JSON, true),
                        valid(credit("c2", "2")),
                        valid(credit("c1", "1")), valid(credit("c1", "9")), new InvalidCommand(ParkReason.BAD_ID, true),
                        valid(credit("c2", "2"))),
                true);

        assertThat(result.verdicts()).containsExactly(new Applied(), new Parked(ParkReason.NOT_JSON),
                new Parked(ParkReason.BEHIND_PARKED), new Duplicate(), new Conflict(), new Parked(ParkReason.BAD_ID),
                new Parked(ParkReason.BEHIND_PARKED));
        assertThat(result.heldBack()).isTrue();
        assertThat(result.version()).isEqualTo(1);
    }

    @Test
    void anAccountThatIsHeldBackStaysSo() {
        AccountSnapshot before = new AccountSnapshot("8", 0, true, null, Map.of(), Map.of(), Map.of(), Map.of());

        CommandFold.Result result = fold(before, credit("c1", "1"));

        assertThat(result.verdicts()).containsExactly(new Parked(ParkReason.BEHIND_PARKED));
        assertThat(result.heldBack()).isTrue();
        assertThat(result.entries()).isEmpty();
    }

    @Test
    void aConflictHoldsNothingBack() {
        CommandFold.Result result = fold(UNKNOWN, credit("c1", "1"), credit("c1", "2"), credit("c2", "3"));

        assertThat(result.verdicts()).containsExactly(new Applied(), new Conflict(), new Applied());
        assertThat(result.heldBack()).isFalse();
    }

    @Test
    void holdingBackCanBeSwitchedOff() {
        AccountSnapshot before = new AccountSnapshot("8", 0, true, null, Map.of(), Map.of(), Map.of(), Map.of());

        CommandFold.Result result = CommandFold.fold(before,
                List.of(new InvalidCommand(ParkReason.NOT_JSON, true), valid(credit("c1", "1"))), false);

        assertThat(result.verdicts()).containsExactly(new Parked(ParkReason.NOT_JSON), new Applied());
        assertThat(CommandFold.fold(UNKNOWN, List.of(new InvalidCommand(ParkReason.NOT_JSON, true)), false).heldBack())
                .isFalse();
    }

    @Test
    void everyDecisionIsToldInOrderAndAfterItTheBalanceItChanged() {
        CommandFold.Result result = fold(HUNDRED, open("c0", "mine"), command("c1", CREDIT, "B", "5", null, null, null,
                7), debit("c3", "1000"), debit("c4", "1"));

        assertThat(result.events()).containsExactly(
                new AccountEvent.CommandApplied("8", "1", "c0", OPEN, null, null, null, 0),
                new AccountEvent.CommandApplied("8", "2", "c1", CREDIT, "B", new BigDecimal("5"), new BigDecimal("0"),
                        7),
                new AccountEvent.BalanceChanged("8", "2", "B", new BigDecimal("5"), new BigDecimal("0"), 7),
                new AccountEvent.CommandRefused("8", "3", "c3", DEBIT, Refusal.INSUFFICIENT_BALANCE, 0),
                new AccountEvent.CommandApplied("8", "4", "c4", DEBIT, COIN, new BigDecimal("99"), new BigDecimal("0"),
                        0),
                new AccountEvent.BalanceChanged("8", "4", COIN, new BigDecimal("99"), new BigDecimal("0"), 0));
    }

    @Test
    void aBatchCutAnywhereTellsTheSameEvents() {
        List<Command> commands = List.of(open("c0", "mine"), credit("c1", "5"), debit("c2", "1000"), debit("c3", "5"));
        List<AccountEvent> whole = fold(UNKNOWN, commands.toArray(Command[]::new)).events();

        List<AccountEvent> parts = new ArrayList<>();
        AccountSnapshot state = UNKNOWN;
        for (Command command : commands) {
            CommandFold.Result result = fold(state, command);
            parts.addAll(result.events());
            Map<String, Balance> balances = new HashMap<>(state.balances());
            balances.putAll(result.changedBalances());
            String reference = result.newExternalRef();
            state = new AccountSnapshot("8", result.version(), false,
                    reference == null ? state.externalRef() : reference, balances, Map.of(), Map.of(), Map.of());
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void anEarlyExpiryUnderTheWorkersIdIsAnsweredAndNotRemembered() {
        AccountSnapshot before = withBalance("100", "70", Map.of("h1", hold("h1", "60", HoldState.OPEN, 1000L)));
        CommandFold.Result result = CommandFold.fold(before,
                List.of(new ValidCommand(expire("expire:h1", "h1", 999), "id-0-1"),
                        new ValidCommand(expire("expire:h9", "h9", 999), "id-0-2"),
                        new ValidCommand(expire("expire:h1", "h1", 1000), "id-0-3"),
                        new ValidCommand(expire("expire:h1", "h1", 1000), "id-0-4")),
                true);

        assertThat(result.verdicts()).containsExactly(new Refused(Refusal.NOT_DUE), new Refused(Refusal.HOLD_UNKNOWN),
                new Applied(), new Duplicate());
        assertThat(result.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.item()).isEqualTo(2);
            assertThat(entry.version()).isEqualTo(1);
        });
        assertThat(result.version()).isEqualTo(1);
        assertThat(result.events().subList(0, 2)).containsExactly(
                new AccountEvent.CommandRefused("8", "id-0-1", "expire:h1", EXPIRE, Refusal.NOT_DUE, 999),
                new AccountEvent.CommandRefused("8", "id-0-2", "expire:h9", EXPIRE, Refusal.HOLD_UNKNOWN, 999));
    }

    @Test
    void aClosedHoldsExpiryIsRememberedAndAnInvalidOneHoldsNothingBack() {
        AccountSnapshot before = withBalance("100", "0", Map.of("h1", hold("h1", "60", HoldState.SETTLED, 1000L)));
        CommandFold.Result result = CommandFold.fold(before, List.of(valid(expire("expire:h1", "h1", 1000)),
                new InvalidCommand(ParkReason.BAD_ID, false), valid(credit("c1", "1"))), true);

        assertThat(result.verdicts()).containsExactly(new Refused(Refusal.HOLD_CLOSED), new Parked(ParkReason.BAD_ID),
                new Applied());
        assertThat(result.version()).isEqualTo(2);
        assertThat(result.heldBack()).isFalse();
    }

    private static CommandFold.Result fold(AccountSnapshot before, Command... commands) {
        return CommandFold.fold(before, List.of(commands).stream().map(CommandFoldTest::valid).toList(), true);
    }

    private static CommandItem valid(Command command) {
        return new ValidCommand(command, "a record");
    }

    private static AccountSnapshot withBalance(String balance, String frozen, Map<String, Hold> holds) {
        return new AccountSnapshot("8", 0, false, null, Map.of(COIN, balance(balance, frozen)), holds, Map.of(),
                Map.of());
    }

    private static Balance balance(String balance, String frozen) {
        return new Balance(new BigDecimal(balance).setScale(18), new BigDecimal(frozen).setScale(18));
    }

    private static Hold hold(String holdId, String amount, HoldState state, @Nullable Long expiresAtMillis) {
        return new Hold(holdId, COIN, new BigDecimal(amount), state, expiresAtMillis);
    }

    private static Command open(String id, String externalRef) {
        return command(id, OPEN, null, null, null, null, externalRef, 0);
    }

    private static Command credit(String id, String amount) {
        return command(id, CREDIT, COIN, amount, null, null, null, 0);
    }

    private static Command debit(String id, String amount) {
        return command(id, DEBIT, COIN, amount, null, null, null, 0);
    }

    private static Command freeze(String id, String amount, String holdId, @Nullable Long expiresAtMillis) {
        return command(id, FREEZE, COIN, amount, holdId, expiresAtMillis, null, 0);
    }

    private static Command settle(String id, String amount, String holdId, long timeMillis) {
        return command(id, SETTLE, COIN, amount, holdId, null, null, timeMillis);
    }

    private static Command expire(String id, String holdId, long timeMillis) {
        return command(id, EXPIRE, COIN, null, holdId, null, null, timeMillis);
    }

    private static Command command(String id, CommandType type, @Nullable String asset, @Nullable String amount,
            @Nullable String holdId, @Nullable Long expiresAtMillis, @Nullable String externalRef, long timeMillis) {
        return Command.of(id, "8", type, asset, amount == null ? null : new BigDecimal(amount), holdId,
                expiresAtMillis, externalRef, timeMillis);
    }
}
