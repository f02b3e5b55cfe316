package dev.accountrisk.apply;

import dev.accountrisk.account.RiskOrder;

/**
 * How the engine works.
 *
 * @param order                 by what a {@code SET} is newer than another
 * @param holdBack              whether a parked command of unknown effect holds back later ones of its account
 * @param rememberedAccountsMax how many rows of account_risk a worker remembers, over all its partitions
 */
public record ApplySettings(Lane lane, RiskOrder order, boolean holdBack, int rememberedAccountsMax) {
    /** Checks the bounds. */
    public ApplySettings {
        if (rememberedAccountsMax < 0) {
            throw new IllegalArgumentException("remembered-accounts must not be negative");
        }
    }
}
