package dev.accountrisk.engine.release;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The external references that accounts would get which were looked at before, in one look at several accounts: a later account does
 * not get them too.
 */
public final class ForeseenReferences {
    private final Map<String, String> owners = new HashMap<>();

    /** The account would get the reference. */
    public void add(String reference, String account) {
        owners.put(reference, account);
    }

    /** Of some references those that an account would have, with that account. */
    public Map<String, String> ownersOf(Collection<String> references) {
        Map<String, String> owned = new HashMap<>(owners);
        owned.keySet().retainAll(references);
        return owned;
    }
}
