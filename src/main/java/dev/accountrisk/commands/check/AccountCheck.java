package dev.accountrisk.commands.check;

import dev.accountrisk.account.ExpiryIds;
import dev.accountrisk.account.Ids;
import dev.accountrisk.commands.check.AccountFacts.HoldRow;
import dev.accountrisk.commands.check.AccountFacts.Registration;
import dev.accountrisk.commands.expiry.ExpireCommand;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import dev.accountrisk.engine.check.Repair;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with one account. Pure: it looks at facts that were read before. */
final class AccountCheck {
    private final String topic;
    private final boolean holdBack;
    private final long overdueBeforeMillis;

    /**
     * @param topic               where repairs are sent
     * @param overdueBeforeMillis an open hold that is due since an earlier time is overdue
     */
    AccountCheck(String topic, boolean holdBack, long overdueBeforeMillis) {
        this.topic = topic;
        this.holdBack = holdBack;
        this.overdueBeforeMillis = overdueBeforeMillis;
    }

    void check(AccountFacts facts, FindingCollector findings) {
        Optional<Finding> gap = facts.commands().drift(facts.accountUuid(), "commands", facts.headVersion());
        gap.ifPresent(findings::add);
        if (gap.isEmpty()) {
            // a journal that lacks rows proves nothing about balances and holds
            MoneyCheck.check(facts).forEach(findings::add);
            checkOverdue(facts, findings);
        }
        checkRegistration(facts, findings);
        checkBarrier(facts, findings);
    }

    private void checkOverdue(AccountFacts facts, FindingCollector findings) {
        facts.holds().forEach((id, hold) -> {
            HoldRow row = hold.row();
            // of an account that is held back the parked record is what is wrong
            if (row != null && !facts.heldBack() && hold.isOverdue(overdueBeforeMillis)) {
                findings.add(Finding.of(DriftKind.HOLD_OVERDUE, facts.accountUuid(), id, "EXPIRED",
                        "OPEN, due at " + row.expiresAtMillis() + (row.expire() == null
                                ? ""
                                : "; no repair: its " + ExpiryIds.of(id) + " is " + row.expire())),
                        expiry(facts.accountUuid(), id, row));
            }
        });
    }

    /** Expires the hold as the workers do, in the partition where the account's commands arrive. */
    private @Nullable Repair expiry(String account, String holdId, HoldRow row) {
        Long expiresAt = row.expiresAtMillis();
        return expiresAt == null || row.expire() != null || !Ids.isValid(account)
                ? null
                : new Repair(topic, row.sourcePartition(), account, ExpiryIds.of(holdId),
                        ExpireCommand.encode(account, holdId, expiresAt));
    }

    private static void checkRegistration(AccountFacts facts, FindingCollector findings) {
        Registration registration = facts.registration();
        if (registration != null && !facts.accountUuid().equals(registration.claimOwner())) {
            findings.add(Finding.of(DriftKind.REGISTRATION, facts.accountUuid(), registration.externalRef(),
                    facts.accountUuid(), registration.claimOwner() == null ? "nobody" : registration.claimOwner()));
        }
    }

    private void checkBarrier(AccountFacts facts, FindingCollector findings) {
        if (holdBack && facts.heldBack() != facts.parkedCommand()) {
            findings.add(Finding.of(DriftKind.BARRIER, facts.accountUuid(), "held_back", facts.parkedCommand(),
                    facts.heldBack()));
        }
    }
}
