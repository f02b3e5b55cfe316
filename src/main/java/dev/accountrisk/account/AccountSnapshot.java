package dev.accountrisk.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that deciding a batch of commands needs to know of their account, read under its row lock.
 *
 * @param version         how many journal rows of commands the account has
 * @param heldBack        whether a parked command of unknown effect holds back what comes later
 * @param externalRef     the reference the account is registered under, or null
 * @param balances        by asset: those of every asset that a command of the batch, or a hold below, names; none means 0
 * @param holds           by hold id: those that the batch names, open or closed
 * @param decided         by command id: those of the batch that the journal knows
 * @param referenceOwners by external reference: for each that an {@code OPEN} of the batch names and somebody owns, the
 *                        owner; or {@link #BEING_REGISTERED}
 */
public record AccountSnapshot(String accountUuid, long version, boolean heldBack, @Nullable String externalRef,
        Map<String, Balance> balances, Map<String, Hold> holds, Map<String, Decision> decided,
        Map<String, String> referenceOwners) {

    /** Stands for the owner of a reference that another account is registering this moment; never an id. */
    public static final String BEING_REGISTERED = "";

    /** What the account has of an asset. */
    public Balance balance(String asset) {
        return balances.getOrDefault(asset, Balance.ZERO);
    }

    /** An account nothing is known of. */
    public static AccountSnapshot unknown(String accountUuid) {
        return new AccountSnapshot(accountUuid, 0, false, null, Map.of(), Map.of(), Map.of(), Map.of());
    }
}
