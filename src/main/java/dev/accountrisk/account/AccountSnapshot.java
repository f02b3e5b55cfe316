package dev.accountrisk.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an account that its commands of one batch need to be decided, read under the account's row lock.
 *
 * @param version         how many journal rows of commands the account has
 * @param heldBack        whether a parked command of unknown effect holds back later commands
 * @param externalRef     the reference the account is registered under, or null
 * @param balances        by asset: those of every asset that a command of the batch, or a hold below, names; none means 0
 * @param holds           by hold id: those that the batch names, open or closed
 * @param decided         by command id: the content of those of the batch that the journal knows
 * @param referenceOwners by external reference: for each that an {@code OPEN} of the batch names and somebody owns, the
 *                        owner
 */
public record AccountSnapshot(String accountUuid, long version, boolean heldBack, @Nullable String externalRef,
        Map<String, Balance> balances, Map<String, Hold> holds, Map<String, ContentDigest> decided,
        Map<String, String> referenceOwners) {

    /** What the account has of an asset. */
    public Balance balance(String asset) {
        return balances.getOrDefault(asset, Balance.ZERO);
    }

    /** An account without any row. */
    public static AccountSnapshot unknown(String accountUuid) {
        return new AccountSnapshot(accountUuid, 0, false, null, Map.of(), Map.of(), Map.of(), Map.of());
    }
}
