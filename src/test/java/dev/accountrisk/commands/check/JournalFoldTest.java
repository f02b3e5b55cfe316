package dev.accountrisk.commands.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.HoldState;
import dev.accountrisk.commands.check.AccountFacts.AssetFacts;
import dev.accountrisk.commands.check.AccountFacts.HoldFacts;
import dev.accountrisk.commands.check.AccountFacts.JournalBalance;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import dev.accountrisk.journal.JournalVersions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the journal's rows of one account say, in whatever order they come: the journal's key is not its order. */
class JournalFoldTest {
    private static final List<JournalEntry> JOURNAL = List.of(
            entry("OPEN", 1, null, null, true, null, null, null),
            entry("CREDIT", 2, "COIN", "100.50", true, "100.50", "0", null),
            entry("CREDIT", 3, "CASH", "7.", true, "7.", "0.", null),
            entry("FREEZE", 4, "COIN", "20", true, "100.50", "20", "open"),
            entry("FREEZE", 5, "COIN", "30", true, "100.50", "50", "settled"),
            entry("SETTLE", 6, "COIN", "12.5", true, "88.00", "20", "settled"),
            entry("DEBIT", 7, "COIN", "1000", false, "88.00", "20", null),
            entry("DEBIT", 8, "COIN", "8", true, "80.00", "20", null),
            entry("FREEZE", 9, "COIN", "5", true, "80.00", "25", "back"),
            entry("REFUND", 10, "COIN", "5", true, "80.00", "20", "back"),
            entry("FREEZE", 11, "COIN", "5", true, "80.00", "25", "late"),
            entry("EXPIRE", 12, "COIN", "5", true, "80.00", "20", "late"),
            entry("SETTLE", 13, null, "5", false, null, null, "unknown"),
            entry("SETTLE", 14, "COIN", "5", false, "80.00", "20", "late"));

    @Test
    void balancesAndHoldsFollowFromTheRowsInAnyOrder() {
        List<JournalEntry> rows = new ArrayList<>(JOURNAL);
        for (int seed = 0; seed < 50; seed++) {
            AccountFacts facts = fold(rows);

            assertThat(facts.commands()).isEqualTo(new JournalVersions(14, 14, 1, 14));
            assertThat(facts.assets()).hasSize(2);
            assertBalance(facts, "COIN", "80.00", "80.00", "20");
            assertBalance(facts, "CASH", "7", "7", "0");
            assertThat(facts.holds()).hasSize(4)
                    .containsEntry("open", hold("20", HoldState.OPEN))
                    .containsEntry("settled", hold("30", HoldState.SETTLED))
                    .containsEntry("back", hold("5", HoldState.REFUNDED))
                    .containsEntry("late", hold("5", HoldState.EXPIRED));
            Collections.shuffle(rows, new Random(seed));
        }
    }

    @Test
    void forkedAndMissingVersionsAreCounted() {
        assertThat(versions(2, 4, 4, 70_000)).isEqualTo(new JournalVersions(4, 3, 2, 70_000));
        assertThat(versions(1, 1)).isEqualTo(new JournalVersions(2, 1, 1, 1));
        assertThat(versions(5, 16_389, 32_773, 65_541, 5)).isEqualTo(new JournalVersions(5, 4, 5, 65_541));
        assertThat(versions(-1, Long.MIN_VALUE, Long.MAX_VALUE, 65_535, 65_536, 131_071, 65_535))
                .as("bits of different versions are different bits")
                .isEqualTo(new JournalVersions(7, 6, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void aJournalThatContradictsItselfSaysTheSameInAnyOrder() {
        JournalEntry settled = entry("SETTLE", 2, "COIN", "1", true, "1", "0", "twice");
        JournalEntry refunded = entry("REFUND", 3, "COIN", "1", true, "1", "0", "twice");
        JournalEntry frozen = entry("FREEZE", 1, "COIN", "1", true, "1", "1", "twice");
        JournalEntry again = entry("FREEZE", 1, "CASH", "1", true, "1", "1", "twice");

        for (List<JournalEntry> rows : List.of(List.of(frozen, again, settled, refunded),
                List.of(refunded, settled, again, frozen))) {
            assertThat(fold(rows).holds().get("twice"))
                    .isEqualTo(hold("2", HoldState.SETTLED));
        }
    }

    @Test
    void aRowWithoutItsAmountsMovesNothing() {
        AccountFacts facts = fold(List.of(entry("CREDIT", 1, "COIN", null, true, null, null, null)));

        assertBalance(facts, "COIN", "0", "0", "0");
    }

    private static JournalVersions versions(long... versions) {
        List<JournalEntry> rows = new ArrayList<>();
        for (long version : versions) {
            rows.add(entry("OPEN", version, null, null, true, null, null, null));
        }
        return fold(rows).commands();
    }

    private static AccountFacts fold(List<JournalEntry> rows) {
        AccountFactsBuilder facts = new AccountFactsBuilder("account");
        rows.forEach(facts::entry);
        return facts.build();
    }

    private static void assertBalance(AccountFacts facts, String asset, String sum, String balance, String frozen) {
        JournalBalance journal = facts.assets().getOrDefault(asset, AssetFacts.NONE).journal();
        assertThat(journal.sum()).isEqualByComparingTo(sum);
        assertThat(journal.lastBalance()).isEqualByComparingTo(balance);
        assertThat(journal.lastFrozen()).isEqualByComparingTo(frozen);
    }

    private static HoldFacts hold(String amount, HoldState state) {
        return new HoldFacts(null, new JournalHold("COIN", new BigDecimal(amount), state));
    }

    private static JournalEntry entry(String kind, long version, @Nullable String asset, @Nullable String amount,
            boolean isApplied, @Nullable String balanceAfter, @Nullable String frozenAfter, @Nullable String holdId) {
        return new JournalEntry(kind, version, asset, amount, isApplied, balanceAfter, frozenAfter, holdId);
    }
}
