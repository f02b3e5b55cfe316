package dev.accountrisk.reconcile.check;

import dev.accountrisk.reconcile.check.AccountFacts.AssetFacts;
import dev.accountrisk.reconcile.check.AccountFacts.BalanceRow;
import dev.accountrisk.reconcile.check.AccountFacts.HoldFacts;
import dev.accountrisk.reconcile.check.AccountFacts.HoldRow;
import dev.accountrisk.reconcile.check.AccountFacts.JournalBalance;
import dev.accountrisk.reconcile.check.AccountFacts.JournalHold;
import dev.accountrisk.reconcile.check.AccountFacts.Registration;
import dev.accountrisk.reconcile.check.AccountFacts.RiskRow;
import dev.accountrisk.reconcile.check.AccountFacts.Versions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the facts of one account, row by row. */
public final class AccountFactsBuilder {
    private final String accountUuid;
    private long headVersion;
    private boolean heldBack;
    private boolean parkedCommand;
    private Versions commands = Versions.NONE;
    private Versions additions = Versions.NONE;
    private @Nullable RiskRow risk;
    private @Nullable Registration registration;
    private final Map<String, AssetFacts> assets = new HashMap<>();
    private final Map<String, HoldFacts> holds = new HashMap<>();

    public AccountFactsBuilder(String accountUuid) {
        this.accountUuid = accountUuid;
    }

    public AccountFactsBuilder head(long version, boolean isHeldBack) {
        headVersion = version;
        heldBack = isHeldBack;
        return this;
    }

    public AccountFactsBuilder parkedCommand() {
        parkedCommand = true;
        return this;
    }

    public AccountFactsBuilder commands(Versions versions) {
        commands = versions;
        return this;
    }

    public AccountFactsBuilder additions(Versions versions) {
        additions = versions;
        return this;
    }

    public AccountFactsBuilder risk(RiskRow row) {
        risk = row;
        return this;
    }

    public AccountFactsBuilder registration(Registration row) {
        registration = row;
        return this;
    }

    public AccountFactsBuilder balance(String asset, BalanceRow row) {
        assets.put(asset, new AssetFacts(row, assets.getOrDefault(asset, AssetFacts.NONE).journal()));
        return this;
    }

    public AccountFactsBuilder journal(String asset, JournalBalance journal) {
        assets.put(asset, new AssetFacts(assets.getOrDefault(asset, AssetFacts.NONE).row(), journal));
        return this;
    }

    public AccountFactsBuilder hold(String holdId, HoldRow row) {
        holds.put(holdId, new HoldFacts(row, holds.getOrDefault(holdId, HoldFacts.NONE).journal()));
        return this;
    }

    public AccountFactsBuilder journalHold(String holdId, JournalHold journal) {
        holds.put(holdId, new HoldFacts(holds.getOrDefault(holdId, HoldFacts.NONE).row(), journal));
        return this;
    }

    public AccountFacts build() {
        return new AccountFacts(accountUuid, headVersion, heldBack, parkedCommand, commands, additions, risk,
                registration, assets, holds);
    }
}
