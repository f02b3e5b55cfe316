package dev.accountrisk.reconcile;

import dev.accountrisk.account.Ids;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.reconcile.AccountFacts.Asset;
import dev.accountrisk.reconcile.AccountFacts.Hold;
import dev.accountrisk.reconcile.AccountFacts.HoldPair;
import dev.accountrisk.reconcile.AccountFacts.Versions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one account. Several witnesses tell of each amount: the row, the journal's sum, the balance its last row came to, the
 * holds. The one that stands alone is the one that is named, so that one wrong row is one finding.
 */
final class AccountCheck {
    private final RiskPolicy policy;
    private final boolean holdBack;
    private final long overdueBeforeMillis;

    /** @param overdueBeforeMillis a hold that is due before it and open is overdue */
    AccountCheck(RiskPolicy policy, boolean holdBack, long overdueBeforeMillis) {
        this.policy = policy;
        this.holdBack = holdBack;
        this.overdueBeforeMillis = overdueBeforeMillis;
    }

    List<Finding> check(AccountFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (!Ids.isValid(facts.accountUuid)) {
            findings.add(
                    Finding.of(Kind.SPELLING, facts.accountUuid, "account_uuid", "a valid id", "another spelling"));
        }
        checkRisk(facts, findings);
        boolean complete = checkVersions(facts, "commands", facts.commands, facts.headVersion, findings);
        if (complete) {
            // a journal that lacks rows proves nothing about the others
            checkMoney(facts, findings);
        }
        checkRegistration(facts, findings);
        if (holdBack && facts.heldBack != facts.holdsBackParked) {
            findings.add(Finding.of(Kind.BARRIER, facts.accountUuid, "held_back", facts.holdsBackParked,
                    facts.heldBack));
        }
        return findings;
    }

    private void checkRisk(AccountFacts facts, List<Finding> findings) {
        AccountFacts.Risk risk = facts.risk;
        checkVersions(facts, "additions", facts.additions, risk == null ? 0 : risk.entries(), findings);
        if (risk != null) {
            String level = policy.levelOf(risk.risk()).name();
            if (!level.equals(risk.level())) {
                findings.add(Finding.of(Kind.LEVEL, facts.accountUuid, "risk " + risk.risk(), level, risk.level()));
            }
        }
    }

    private static boolean checkVersions(AccountFacts facts, String what, Versions versions, long counted,
            List<Finding> findings) {
        boolean unbroken = versions.rows() == versions.distinct() && versions.greatest() == versions.rows()
                && (versions.rows() == 0 || versions.least() == 1);
        if (unbroken && versions.rows() == counted) {
            return true;
        }
        String actual = versions.rows() + " rows from " + versions.least() + " to " + versions.greatest()
                + (versions.distinct() < versions.rows() ? ", forked" : "");
        findings.add(Finding.of(Kind.VERSION, facts.accountUuid, what, counted + " rows from 1", actual));
        return false;
    }

    private void checkMoney(AccountFacts facts, List<Finding> findings) {
        Map<String, BigDecimal> frozenByJournal = new HashMap<>();
        Map<String, BigDecimal> frozenByHolds = new HashMap<>();
        for (HoldPair pair : facts.holds.values()) {
            addOpen(pair.journal, frozenByJournal, facts);
            addOpen(pair.stored, frozenByHolds, facts);
        }
        facts.assets.forEach((name, asset) -> {
            checkBalance(facts, name, asset, findings);
            BigDecimal journal = frozenByJournal.getOrDefault(name, BigDecimal.ZERO);
            BigDecimal holds = frozenByHolds.getOrDefault(name, BigDecimal.ZERO);
            if (same(asset.frozen, holds) && !same(asset.frozen, journal)) {
                add(findings, Kind.JOURNAL, facts, name + " frozen", asset.frozen, journal);
            } else {
                checkHolds(facts, name, findings);
                if (!same(asset.frozen, journal)) {
                    add(findings, Kind.FROZEN, facts, name, journal, asset.frozen);
                } else if (!same(asset.frozen, asset.lastFrozen)) {
                    add(findings, Kind.JOURNAL, facts, name + " frozen_after", asset.frozen, asset.lastFrozen);
                }
            }
        });
        checkOverdue(facts, findings);
    }

    private static void addOpen(@Nullable Hold hold, Map<String, BigDecimal> sums,
            AccountFacts facts) {
        if (hold != null) {
            facts.asset(hold.asset());
            if (hold.isOpen()) {
                sums.merge(hold.asset(), hold.amount(), BigDecimal::add);
            }
        }
    }

    private static void checkBalance(AccountFacts facts, String name, Asset asset, List<Finding> findings) {
        if (same(asset.balance, asset.summed) && same(asset.balance, asset.lastBalance)) {
            return;
        }
        if (same(asset.balance, asset.lastBalance)) {
            add(findings, Kind.JOURNAL, facts, name + " amount", asset.balance, asset.summed);
        } else if (same(asset.balance, asset.summed)) {
            add(findings, Kind.JOURNAL, facts, name + " balance_after", asset.balance, asset.lastBalance);
        } else {
            add(findings, Kind.BALANCE, facts, name, asset.summed, asset.balance);
        }
    }

    private static void checkHolds(AccountFacts facts, String asset, List<Finding> findings) {
        facts.holds.forEach((id, pair) -> {
            Hold stored = pair.stored;
            Hold journal = pair.journal;
            Hold known = journal == null ? stored : journal;
            boolean agree = stored != null && journal != null && stored.agrees(journal);
            if (!agree && known != null && known.asset().equals(asset)) {
                findings.add(Finding.of(Kind.HOLD, facts.accountUuid, id, journal == null ? "none" : journal,
                        stored == null ? "none" : stored));
            }
        });
    }

    private void checkOverdue(AccountFacts facts, List<Finding> findings) {
        facts.holds.forEach((id, pair) -> {
            Hold stored = pair.stored;
            // of an account that is held back the parked record is what is wrong
            if (stored != null && stored.isOpen() && !facts.heldBack && pair.dueSinceMillis < overdueBeforeMillis) {
                findings.add(Finding.of(Kind.HOLD_OVERDUE, facts.accountUuid, id, "EXPIRED",
                        "OPEN, due at " + stored.expiresAtMillis()));
            }
        });
    }

    private static void checkRegistration(AccountFacts facts, List<Finding> findings) {
        String reference = facts.externalRef;
        if (reference != null && !facts.accountUuid.equals(facts.claimOwner)) {
            findings.add(Finding.of(Kind.REGISTRATION, facts.accountUuid, reference, facts.accountUuid,
                    facts.claimOwner == null ? "nobody" : facts.claimOwner));
        }
    }

    private static void add(List<Finding> findings, Kind kind, AccountFacts facts, String item, BigDecimal expected,
            BigDecimal actual) {
        findings.add(Finding.of(kind, facts.accountUuid, item, text(expected), text(actual)));
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
