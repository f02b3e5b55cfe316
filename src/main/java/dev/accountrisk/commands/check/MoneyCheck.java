package dev.accountrisk.commands.check;

import dev.accountrisk.commands.check.AccountFacts.AssetFacts;
import dev.accountrisk.commands.check.AccountFacts.HoldFacts;
import dev.accountrisk.commands.check.AccountFacts.HoldRow;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares an account's balances, frozen amounts and holds. Several sources give each amount: the row, the sum of the journal,
 * the amount that the journal's last entry gives, the holds. The one that differs from all others is the one that is named, so
 * that one wrong row is one finding.
 */
final class MoneyCheck {
    private final AccountFacts facts;
    private final Map<String, BigDecimal> frozenByJournal = new HashMap<>();
    private final Map<String, BigDecimal> frozenByHolds = new HashMap<>();
    private final Map<String, List<Finding>> wrongHolds = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private MoneyCheck(AccountFacts facts) {
        this.facts = facts;
    }

    static List<Finding> check(AccountFacts facts) {
        MoneyCheck check = new MoneyCheck(facts);
        check.frozenByJournal.putAll(facts.rightFrozen());
        check.frozenByHolds.putAll(facts.rightFrozen());
        facts.holds().forEach(check::addHold);
        TreeSet<String> assets = new TreeSet<>(facts.assets().keySet());
        assets.addAll(check.frozenByJournal.keySet());
        assets.addAll(check.frozenByHolds.keySet());
        assets.forEach(check::checkAsset);
        return check.findings;
    }

    private void addHold(String id, HoldFacts hold) {
        HoldRow row = hold.row();
        JournalHold stored = row == null ? null : row.hold();
        JournalHold journal = hold.journal();
        addFrozen(stored, frozenByHolds);
        addFrozen(journal, frozenByJournal);
        JournalHold known = journal == null ? stored : journal;
        if (!hold.agree() && known != null) {
            wrongHolds.computeIfAbsent(known.asset(), _ -> new ArrayList<>())
                    .add(Finding.of(DriftKind.HOLD, facts.accountUuid(), id, journal == null ? "none" : journal,
                            stored == null ? "none" : stored));
        }
    }

    /** A closed hold names its asset all the same. */
    private static void addFrozen(@Nullable JournalHold hold, Map<String, BigDecimal> frozen) {
        if (hold != null) {
            frozen.merge(hold.asset(), hold.frozen(), BigDecimal::add);
        }
    }

    private void checkAsset(String name) {
        AssetFacts asset = facts.assets().getOrDefault(name, AssetFacts.NONE);
        checkBalance(name, asset);
        BigDecimal frozen = asset.row().frozen();
        BigDecimal byJournal = frozenByJournal.getOrDefault(name, BigDecimal.ZERO);
        if (same(frozen, frozenByHolds.getOrDefault(name, BigDecimal.ZERO)) && !same(frozen, byJournal)) {
            add(DriftKind.JOURNAL, name + " frozen", frozen, byJournal);
            return;
        }
        findings.addAll(wrongHolds.getOrDefault(name, List.of()));
        if (!same(frozen, byJournal)) {
            add(DriftKind.FROZEN, name, byJournal, frozen);
        } else if (!same(frozen, asset.journal().lastFrozen())) {
            add(DriftKind.JOURNAL, name + " frozen_after", frozen, asset.journal().lastFrozen());
        }
    }

    private void checkBalance(String name, AssetFacts asset) {
        BigDecimal balance = asset.row().balance();
        boolean sumAgrees = same(balance, asset.journal().sum());
        boolean lastAgrees = same(balance, asset.journal().lastBalance());
        if (lastAgrees && !sumAgrees) {
            add(DriftKind.JOURNAL, name + " amount", balance, asset.journal().sum());
        } else if (sumAgrees && !lastAgrees) {
            add(DriftKind.JOURNAL, name + " balance_after", balance, asset.journal().lastBalance());
        } else if (!sumAgrees) {
            add(DriftKind.BALANCE, name, asset.journal().sum(), balance);
        }
    }

    private void add(DriftKind kind, String item, BigDecimal expected, BigDecimal actual) {
        findings.add(Finding.of(kind, facts.accountUuid(), item, text(expected), text(actual)));
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
