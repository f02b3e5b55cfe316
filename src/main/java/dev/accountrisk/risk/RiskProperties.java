package dev.accountrisk.risk;

import dev.accountrisk.account.RiskOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Risk updates.
 *
 * @param orderBy            what makes one SET newer than another
 * @param policyFile         a YAML file with the risk policy, read again when its content changes
 * @param levelEvents        whether each change of an account's level is an event, or the last one of a transaction
 * @param rememberedAccounts how many risk rows a worker remembers, over all its partitions, to save reads; 0 for none
 */
@ConfigurationProperties("account-risk.risk")
public record RiskProperties(@DefaultValue("occurred-at") RiskOrder orderBy, @Nullable Path policyFile,
        @DefaultValue("each") LevelEvents levelEvents, @DefaultValue("200000") int rememberedAccounts) {
    /** Checks the bounds. */
    public RiskProperties {
        if (rememberedAccounts < 0) {
            throw new IllegalArgumentException("account-risk.risk.remembered-accounts must not be negative");
        }
    }
}
