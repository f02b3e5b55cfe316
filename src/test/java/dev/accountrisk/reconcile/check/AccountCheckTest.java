package dev.accountrisk.reconcile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.HoldState;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.reconcile.check.AccountFacts.BalanceRow;
import dev.accountrisk.reconcile.check.AccountFacts.HoldRow;
import dev.accountrisk.reconcile.check.AccountFacts.JournalBalance;
import dev.accountrisk.reconcile.check.AccountFacts.JournalHold;
import dev.accountrisk.reconcile.check.AccountFacts.Registration;
import dev.accountrisk.reconcile.check.AccountFacts.RiskRow;
import dev.accountrisk.reconcile.check.AccountFacts.Versions;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One wrong row is one finding, with its right name; and nothing that is right is a finding. */
class AccountCheckTest {
    private static final long OVERDUE_BEFORE = 1_000;
    private static final RiskPolicy LATER = new RiskPolicy(0, 1_000_000, 50, 60, 85);

    private final AccountCheck check = new AccountCheck(new PolicyHistory(RiskPolicy.DEFAULT, List.of()), true,
            OVERDUE_BEFORE);

    @Test
    void anAccountThatIsRightHasNoFinding() {
        assertThat(check.check(right().build())).isEmpty();
        assertThat(check.check(new AccountFactsBuilder("nothing").build())).isEmpty();
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
                wrong(DriftKind.VERSION, "commands", right().commands(new Versions(3, 3, 1, 4))),
                wrong(DriftKind.VERSION, "commands", right().commands(new Versions(4, 3, 1, 4))),
                wrong(DriftKind.VERSION, "commands", right().commands(new Versions(4, 4, 2, 5))),
                wrong(DriftKind.VERSION, "commands", right().head(5, false)),
                wrong(DriftKind.VERSION, "additions", right().additions(Versions.NONE)),
                wrong(DriftKind.LEVEL, "risk 45.0", right().risk(new RiskRow(45, RiskLevel.LOW, 7, 1))),
                wrong(DriftKind.REGISTRATION, "ref", right().registration(new Registration("ref", "other"))),
                wrong(DriftKind.REGISTRATION, "ref", right().registration(new Registration("ref", null))),
                wrong(DriftKind.BARRIER, "held_back", right().head(4, true)),
                wrong(DriftKind.BARRIER, "held_back", right().parkedCommand()),
                wrong(DriftKind.HOLD_OVERDUE, "open",
                        right().hold("open", stored("COIN", 20, HoldState.OPEN, OVERDUE_BEFORE - 1))),
                wrong(DriftKind.SPELLING, "account_uuid", new AccountFactsBuilder("no id")));
    }

    @ParameterizedTest
    @MethodSource("wrongAccounts")
    void oneWrongRowIsOneFinding(DriftKind kind, String item, AccountFacts facts) {
        assertThat(check.check(facts)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.item()).isEqualTo(item);
            assertThat(finding.account()).isEqualTo(facts.accountUuid());
        });
    }

    @Test
    void aJournalThatLacksRowsProvesNothingAboutBalances() {
        AccountFacts facts = right().commands(new Versions(3, 3, 1, 4)).balance("COIN", row(7, 0)).build();
        assertThat(check.check(facts)).extracting(Finding::kind).containsExactly(DriftKind.VERSION);
    }

    @Test
    void anOpenHoldIsNotOverdueBeforeItsTimeOrWhileItsAccountIsHeldBack() {
        assertThat(check.check(right().hold("open", stored("COIN", 20, HoldState.OPEN, OVERDUE_BEFORE)).build()))
                .isEmpty();
        assertThat(check.check(right().hold("open", stored("COIN", 20, HoldState.OPEN, 1L))
                .head(4, true)
                .parkedCommand()
                .build())).isEmpty();
    }

    @Test
    void withoutBarriersNoneIsMissed() {
        AccountCheck open = new AccountCheck(new PolicyHistory(RiskPolicy.DEFAULT, List.of()), false, OVERDUE_BEFORE);
        assertThat(open.check(right().parkedCommand().build())).isEmpty();
    }

    @Test
    void aLevelOfAnEarlierPolicyIsNoDrift() {
        AccountFacts stored = right().build();
        AccountCheck changed = new AccountCheck(new PolicyHistory(LATER, List.of(RiskPolicy.DEFAULT)), true,
                OVERDUE_BEFORE);
        assertThat(changed.check(stored)).isEmpty();
        assertThat(changed.hasLevelOfAnEarlierPolicy(stored)).isTrue();
        assertThat(check.hasLevelOfAnEarlierPolicy(stored)).isFalse();

        AccountFacts wrong = right().risk(new RiskRow(45, RiskLevel.CRITICAL, 7, 1)).build();
        assertThat(changed.hasLevelOfAnEarlierPolicy(wrong)).isFalse();
        assertThat(changed.check(wrong)).extracting(Finding::kind).containsExactly(DriftKind.LEVEL);
    }

    @Test
    void looksChangeNothing() {
        AccountFacts facts = right().registration(new Registration("ref", "other")).build();
        for (Finding finding : check.check(facts)) {
            assertThat(RepairChoice.of(finding, facts, "run")).isEmpty();
        }
        assertThat(facts.holds()).containsOnlyKeys("open", "late");
        assertThat(facts.assets()).containsOnlyKeys("COIN");
    }

    private static AccountFactsBuilder right() {
        return new AccountFactsBuilder("right").head(4, false)
                .commands(new Versions(4, 4, 1, 4))
                .additions(new Versions(1, 1, 1, 1))
                .risk(new RiskRow(45, RiskLevel.MEDIUM, 7, 1))
                .registration(new Registration("ref", "right"))
                .balance("COIN", row(100, 20))
                .journal("COIN", journal(100, 100, 20))
                .hold("open", stored("COIN", 20, HoldState.OPEN, null))
                .journalHold("open", hold("COIN", 20, HoldState.OPEN))
                .hold("late", stored("COIN", 5, HoldState.EXPIRED, null))
                .journalHold("late", hold("COIN", 5, HoldState.EXPIRED));
    }

    private static Arguments wrong(DriftKind kind, String item, AccountFactsBuilder facts) {
        return Arguments.of(kind, item, facts.build());
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
        return new HoldRow(hold(asset, amount, state), dueSince, dueSince, 0);
    }
}
