package dev.accountrisk.commands.check;

import dev.accountrisk.commands.check.AccountFacts.AssetFacts;
import dev.accountrisk.commands.check.AccountFacts.BalanceRow;
import dev.accountrisk.commands.check.AccountFacts.HoldFacts;
import dev.accountrisk.commands.check.AccountFacts.HoldRow;
import dev.accountrisk.commands.check.AccountFacts.JournalBalance;
import dev.accountrisk.commands.check.AccountFacts.JournalHold;
import dev.accountrisk.commands.check.AccountFacts.Registration;
import dev.accountrisk.journal.JournalVersions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the facts of one account, row by row. */
final class AccountFactsBuilder {
    private final String accountUuid;
    private long headVersion;
    private boolean heldBack;
    private boolean parkedCommand;
    private JournalVersions commands = JournalVersions.NONE;
    private @Nullable Registration registration;
    private @Nullable JournalFold journal;
    private final Map<String, AssetFacts> assets = new HashMap<>();
    private final Map<String, HoldFacts> holds = new HashMap<>();
    private final Map<String, BigDecimal> rightFrozen = new HashMap<>();

    AccountFactsBuilder(String accountUuid) {
        this.accountUuid = accountUuid;
    }

    AccountFactsBuilder head(long version, boolean isHeldBack) {
        headVersion = version;
        heldBack = isHeldBack;
        return this;
    }

    AccountFactsBuilder parkedCommand() {
        parkedCommand = true;
        return this;
    }

    AccountFactsBuilder commands(JournalVersions versions) {
        commands = versions;
        return this;
    }

    AccountFactsBuilder registration(Registration row) {
        registration = row;
        return this;
    }

    AccountFactsBuilder entry(JournalEntry entry) {
        if (journal == null) {
            journal = new JournalFold();
        }
        journal.add(entry);
        return this;
    }

    AccountFactsBuilder balance(String asset, BalanceRow row) {
        assets.put(asset, new AssetFacts(row, assets.getOrDefault(asset, AssetFacts.NONE).journal()));
        return this;
    }

    AccountFactsBuilder journal(String asset, JournalBalance journal) {
        assets.put(asset, new AssetFacts(assets.getOrDefault(asset, AssetFacts.NONE).row(), journal));
        return this;
    }

    AccountFactsBuilder hold(String holdId, HoldRow row) {
        holds.put(holdId, new HoldFacts(row, holds.getOrDefault(holdId, HoldFacts.NONE).journal()));
        return this;
    }

    AccountFactsBuilder journalHold(String holdId, JournalHold journal) {
        holds.put(holdId, new HoldFacts(holds.getOrDefault(holdId, HoldFacts.NONE).row(), journal));
        return this;
    }

    long headVersion() {
        return headVersion;
    }

    /**
     * Leaves out the holds that are right, once both sides of them are read. Only what they freeze is kept.
     *
     * @param overdueBeforeMillis an open hold that was due before is not right
     */
    AccountFactsBuilder leaveOutRightHolds(long overdueBeforeMillis) {
        if (journal != null) {
            journal.moveHoldsTo(this);
        }
        holds.values().removeIf(hold -> isRight(hold, overdueBeforeMillis));
        return this;
    }

    private boolean isRight(HoldFacts hold, long overdueBeforeMillis) {
        JournalHold known = hold.journal();
        if (known == null || !hold.agree() || hold.isOverdue(overdueBeforeMillis)) {
            return false;
        }
        rightFrozen.merge(known.asset(), known.frozen(), BigDecimal::add);
        return true;
    }

    AccountFacts build() {
        if (journal != null) {
            journal.moveHoldsTo(this);
            journal.writeTo(this);
        }
        return new AccountFacts(accountUuid, headVersion, heldBack, parkedCommand, commands, registration, assets,
                holds, rightFrozen);
    }
}
