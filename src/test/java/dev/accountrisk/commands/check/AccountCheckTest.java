package dev.accountrisk.commands.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.HoldState;
import dev.accountrisk.commands.check.AccountFacts.BalanceRow;
import dev.accountrisk.commands.check.AccountFacts.HoldRow;
import dev.accountrisk.commands.check.AccountFacts.JournalBalance;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import dev.accountrisk.commands.check.AccountFacts.Registration;
import dev.accountrisk.commands.expiry.ExpireCommand;
import dev.accountrisk.engine.check.Collected;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.journal.JournalVersions;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One wrong row is one finding, with its right name; and nothing that is right is a finding. */
class AccountCheckTest {
    private static final long OVERDUE_BEFORE = 1_000;
    private static final String TOPIC = "commands";

    @Test
    void anAccountThatIsRightHasNoFinding() {
        assertThat(check(right()).findings()).isEmpty();
        assertThat(check(new AccountFactsBuilder("nothing")).findings()).isEmpty();
    }

    static Stream<Arguments> wrongAccounts() {
        return Stream.of(
                wrong(DriftKind.BALANCE, "COIN", right().balance("COIN", row(101, 20))),
                wrong(DriftKind.FROZEN, "COIN", right().balance("COIN", row(100, 21))),
                wrong(DriftKind.HOLD, "open", right().hold("open", stored("COIN", 21, HoldState.OPEN, null))),
                wrong(DriftKind.HOLD, "open", right().hold("open", stored("COIN", 20, HoldState.EXPIRED, null))),
                wrong(DriftKind.HOLD, "open", right().hold("open", stored("GOLD", 20, HoldState.OPEN, null))),
                wrong(DriftKind.HOLD, "late", right().hold("late", stored("COIN", 5, HoldState.SETTLED, null))),
                wrong(DriftKind.HOLD, "gone", right().journalHold("gone", hold("COIN", 5, HoldState.SETTLED))),
                wrong(DriftKind.JOURNAL, "COIN amount", right().journal("COIN", journal(99, 100, 20))),
                wrong(DriftKind.JOURNAL, "COIN balance_after", right().journal("COIN", journal(100, 99, 20))),
                wrong(DriftKind.JOURNAL, "COIN frozen_after", right().journal("COIN", journal(100, 100, 19))),
                wrong(DriftKind.JOURNAL, "COIN frozen", right().journalHold("open", hold("COIN", 19, HoldState.OPEN))),
                wrong(DriftKind.VERSION, "commands", right().commands(new JournalVersions(3, 3, 1, 4))),
                wrong(DriftKind.VERSION, "commands", right().commands(new JournalVersions(4, 3, 1, 4))),
                wrong(DriftKind.VERSION, "commands", right().commands(new JournalVersions(4, 4, 2, 5))),
                wrong(DriftKind.VERSION, "commands", right().head(5, false)),
                wrong(DriftKind.REGISTRATION, "ref", right().registration(new Registration("ref", "other"))),
                wrong(DriftKind.REGISTRATION, "ref", right().registration(new Registration("ref", null))),
                wrong(DriftKind.BARRIER, "held_back", right().head(4, true)),
                wrong(DriftKind.BARRIER, "held_back", right().parkedCommand()),
                wrong(DriftKind.HOLD_OVERDUE, "open",
                        right().hold("open", stored("COIN", 20, HoldState.OPEN, OVERDUE_BEFORE - 1))));
    }

    @ParameterizedTest
    @MethodSource("wrongAccounts")
    void oneWrongRowIsOneFinding(DriftKind kind, String item, AccountFactsBuilder facts) {
        assertThat(check(facts).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.item()).isEqualTo(item);
            assertThat(finding.account()).isEqualTo(facts.build().accountUuid());
        });
    }

    @ParameterizedTest
    @MethodSource("wrongAccounts")
    void itIsTheSameFindingWhenTheRightHoldsAreLeftOut(DriftKind kind, String item, AccountFactsBuilder facts) {
        oneWrongRowIsOneFinding(kind, item, facts.leaveOutRightHolds(OVERDUE_BEFORE));
    }

    @Test
    void nothingIsKeptOfHoldsThatAreRightButWhatTheyFreeze() {
        AccountFacts facts = right().leaveOutRightHolds(OVERDUE_BEFORE).build();
        assertThat(facts.holds()).isEmpty();
        assertThat(facts.rightFrozen()).containsOnlyKeys("COIN");
        assertThat(facts.rightFrozen().get("COIN")).isEqualByComparingTo("20");
    }

    @Test
    void aJournalThatLacksRowsProvesNothingAboutBalances() {
        AccountFactsBuilder facts = right().commands(new JournalVersions(3, 3, 1, 4)).balance("COIN", row(7, 0));
        assertThat(check(facts).findings()).extracting(Finding::kind).containsExactly(DriftKind.VERSION);
    }

    @Test
    void anOpenHoldIsNotOverdueBeforeItsTimeOrWhileItsAccountIsHeldBack() {
        assertThat(check(right().hold("open", stored("COIN", 20, HoldState.OPEN, OVERDUE_BEFORE))).findings())
                .isEmpty();
        assertThat(check(right().hold("open", stored("COIN", 20, HoldState.OPEN, 1L)).head(4, true).parkedCommand())
                .findings()).isEmpty();
    }

    @Test
    void withoutBarriersNoneIsMissed() {
        Collected found = new Collected();
        new AccountCheck(TOPIC, false, OVERDUE_BEFORE).check(right().parkedCommand().build(), found);
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void anOverdueHoldExpiresWhereItsAccountsCommandsArrive() {
        assertThat(check(new AccountFactsBuilder("a").hold("h", due())).repairs()).singleElement()
                .satisfies(repair -> {
                    assertThat(repair.topic()).isEqualTo(TOPIC);
                    assertThat(repair.partition()).isEqualTo(3);
                    assertThat(repair.accountUuid()).isEqualTo("a");
                    assertThat(repair.id()).isEqualTo("expire:h");
                    assertThat(repair.value()).isEqualTo(ExpireCommand.encode("a", "h", 5));
                });
    }

    @Test
    void anAccountWhoseKeyIsNoIdIsNotRepaired() {
        Collected found = check(new AccountFactsBuilder("x\",\"type\":\"SET").hold("h", due()));
        assertThat(found.findings()).extracting(Finding::kind).contains(DriftKind.HOLD_OVERDUE);
        assertThat(found.repairs()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongAccounts")
    void nothingElseIsRepaired(DriftKind kind, String item, AccountFactsBuilder facts) {
        assertThat(check(facts).repairs()).as(item).hasSize(kind == DriftKind.HOLD_OVERDUE ? 1 : 0);
    }

    private static Collected check(AccountFactsBuilder facts) {
        Collected found = new Collected();
        new AccountCheck(TOPIC, true, OVERDUE_BEFORE).check(facts.build(), found);
        return found;
    }

    private static AccountFactsBuilder right() {
        return new AccountFactsBuilder("right").head(4, false)
                .commands(new JournalVersions(4, 4, 1, 4))
                .registration(new Registration("ref", "right"))
                .balance("COIN", row(100, 20))
                .journal("COIN", journal(100, 100, 20))
                .hold("open", stored("COIN", 20, HoldState.OPEN, null))
                .journalHold("open", hold("COIN", 20, HoldState.OPEN))
                .hold("late", stored("COIN", 5, HoldState.EXPIRED, null))
                .journalHold("late", hold("COIN", 5, HoldState.EXPIRED));
    }

    private static Arguments wrong(DriftKind kind, String item, AccountFactsBuilder facts) {
        return Arguments.of(kind, item, facts);
    }

    private static BalanceRow row(long balance, long frozen) {
        return new BalanceRow(BigDecimal.valueOf(balance), BigDecimal.valueOf(frozen));
    }

    private static JournalBalance journal(long sum, long lastBalance, long lastFrozen) {
        return new JournalBalance(BigDecimal.valueOf(sum), BigDecimal.valueOf(lastBalance),
                BigDecimal.valueOf(lastFrozen));
    }

    private static JournalHold hold(String asset, long amount, HoldState state) {
        return new JournalHold(asset, new BigDecimal(amount + ".000"), state);
    }

    private static HoldRow stored(String asset, long amount, HoldState state,
            @Nullable Long dueSince) {
        return new HoldRow(hold(asset, amount, state), dueSince, dueSince, 0, null);
    }

    private static HoldRow due() {
        return new HoldRow(hold("COIN", 1, HoldState.OPEN), 5L, 5L, 3, null);
    }
}
