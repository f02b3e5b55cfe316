package dev.accountrisk.risk;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.engine.Lane;

/**
 * How risk updates are applied.
 *
 * @param topic                 the topic's name
 * @param order                 what makes one {@code SET} newer than another
 * @param clockSkewMillisMax    how far an event may lie after its record's timestamp
 * @param levelEvents           which changes of an account's level become events
 * @param rememberedAccountsMax how many rows of {@code account_risk} a worker remembers, over all its partitions
 */
public record RiskSettings(String topic, Lane lane, RiskOrder order, long clockSkewMillisMax,
        LevelEvents levelEvents, int rememberedAccountsMax) {
    /** Checks the bounds. */
    public RiskSettings {
        if (rememberedAccountsMax < 0) {
            throw new IllegalArgumentException("account-risk.risk.remembered-accounts must not be negative");
        }
    }
}
