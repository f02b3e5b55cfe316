package dev.accountrisk.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an account that its commands of one batch need to be decided, read under the account's row lock.
 *
 * @param version         how many journal rows of commands the account has
 * @param heldBack        whether a parked command of unknown effect holds back later commands
 * @param externalRef     the reference the account is registered under, or null
 * @param balances        by asset, for every asset that a command of the batch or a hold below names; an absent one is 0
 * @param holds           by hold id, for the holds that the batch names, open or closed
 * @param decided         by command id, for the commands of the batch that the journal knows
 * @param referenceOwners by external reference: for each that an {@code OPEN} of the batch names and somebody owns, the
 *                        owner; or {@link #BEING_REGISTERED}
 */
public record AccountSnapshot(String accountUuid, long version, boolean heldBack, @Nullable String externalRef,
        Map<String, Balance> balances, Map<String, Hold> holds, Map<String, Decision> decided,
        Map<String, String> referenceOwners) {

    /** Stands for the owner of a reference that another account is registering this moment; never an id. */
    public static final String BEING_REGISTERED = "";

    /** The account's balance of an asset. */
    public Balance balance(String asset) {
        return balances.getOrDefault(asset, Balance.ZERO);
    }

    /** An account without any row. */
    public static AccountSnapshot unknown(String accountUuid) {
        return new AccountSnapshot(accountUuid, 0, false, null, Map.of(), Map.of(), Map.of(), Map.of());
    }
}
