package dev.accountrisk.reconcile.check;

import dev.accountrisk.account.Ids;
import dev.accountrisk.account.RiskLevel;
import dev.accountrisk.reconcile.check.AccountFacts.HoldRow;
import dev.accountrisk.reconcile.check.AccountFacts.Registration;
import dev.accountrisk.reconcile.check.AccountFacts.RiskRow;
import dev.accountrisk.reconcile.check.AccountFacts.Versions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with one account. Pure: it looks at facts that were read before. */
public final class AccountCheck {
    private final PolicyHistory policies;
    private final boolean holdBack;
    private final long overdueBeforeMillis;

    /** @param overdueBeforeMillis an open hold that is due since an earlier time is overdue */
    public AccountCheck(PolicyHistory policies, boolean holdBack, long overdueBeforeMillis) {
        this.policies = policies;
        this.holdBack = holdBack;
        this.overdueBeforeMillis = overdueBeforeMillis;
    }

    public List<Finding> check(AccountFacts facts) {
        List<Finding> findings = new ArrayList<>();
        add(findings, checkSpelling(facts));
        RiskRow risk = facts.risk();
        add(findings, checkVersions(facts, "additions", facts.additions(), risk == null ? 0 : risk.entries()));
        add(findings, checkLevel(facts));
        Finding gap = checkVersions(facts, "commands", facts.commands(), facts.headVersion());
        add(findings, gap);
        if (gap == null) {
            // a journal that lacks rows proves nothing about balances and holds
            findings.addAll(MoneyCheck.check(facts));
            findings.addAll(checkOverdue(facts));
        }
        add(findings, checkRegistration(facts));
        add(findings, checkBarrier(facts));
        return findings;
    }

    /** Whether the level is that of an earlier policy: right when it was stored, and to be computed anew. */
    public boolean hasLevelOfAnEarlierPolicy(AccountFacts facts) {
        RiskRow risk = facts.risk();
        return risk != null && risk.level() != policies.current().levelOf(risk.risk())
                && policies.earlierLevelsOf(risk.risk()).contains(risk.level());
    }

    private @Nullable Finding checkLevel(AccountFacts facts) {
        RiskRow risk = facts.risk();
        if (risk == null || hasLevelOfAnEarlierPolicy(facts)) {
            return null;
        }
        RiskLevel level = policies.current().levelOf(risk.risk());
        return level == risk.level()
                ? null
                : Finding.of(DriftKind.LEVEL, facts.accountUuid(), "risk " + risk.risk(), level, risk.level());
    }

    private static @Nullable Finding checkSpelling(AccountFacts facts) {
        return Ids.isValid(facts.accountUuid())
                ? null
                : Finding.of(DriftKind.SPELLING, facts.accountUuid(), "account_uuid", "a valid id", "another spelling");
    }

    private static @Nullable Finding checkVersions(AccountFacts facts, String item, Versions versions, long counted) {
        if (versions.isUnbroken() && versions.rows() == counted) {
            return null;
        }
        String actual = versions.rows() + " rows from " + versions.least() + " to " + versions.greatest()
                + (versions.distinct() < versions.rows() ? ", forked" : "");
        return Finding.of(DriftKind.VERSION, facts.accountUuid(), item, counted + " rows from 1", actual);
    }

    private List<Finding> checkOverdue(AccountFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.holds().forEach((id, hold) -> {
            HoldRow row = hold.row();
            // of an account that is held back the parked record is what is wrong
            if (row != null && row.hold().isOpen() && !facts.heldBack() && isOverdue(row)) {
                findings.add(Finding.of(DriftKind.HOLD_OVERDUE, facts.accountUuid(), id, "EXPIRED",
                        "OPEN, due at " + row.expiresAtMillis()));
            }
        });
        return findings;
    }

    private boolean isOverdue(HoldRow row) {
        return row.dueSinceMillis() != null && row.dueSinceMillis() < overdueBeforeMillis;
    }

    private static @Nullable Finding checkRegistration(AccountFacts facts) {
        Registration registration = facts.registration();
        if (registration == null || facts.accountUuid().equals(registration.claimOwner())) {
            return null;
        }
        return Finding.of(DriftKind.REGISTRATION, facts.accountUuid(), registration.externalRef(), facts.accountUuid(),
                registration.claimOwner() == null ? "nobody" : registration.claimOwner());
    }

    private @Nullable Finding checkBarrier(AccountFacts facts) {
        return holdBack && facts.heldBack() != facts.parkedCommand()
                ? Finding.of(DriftKind.BARRIER, facts.accountUuid(), "held_back", facts.parkedCommand(),
                        facts.heldBack())
                : null;
    }

    private static void add(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }
}
