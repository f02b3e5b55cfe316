package dev.accountrisk.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets an external reference. Between two accounts on two partitions the contract lets either win, so a race is
 * judged by what the worker decided: the observed verdict is taken where it is a lawful one, and whoever heard that the
 * reference is taken must be shown an owner in the end.
 */
final class Registrar {
    /** Knows the verdicts that a worker gave. */
    interface Witness {
        /** {@code "APPLIED"}, the reason of a refusal, or nothing for a command the worker did not decide. */
        Optional<String> verdict(String account, String commandId);
    }

    /** Nobody saw anything: the first to come wins. */
    static final Witness NOBODY = (account, commandId) -> Optional.empty();

    private final Witness witness;
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> turnedAway = new HashSet<>();

    Registrar(Witness witness) {
        this.witness = witness;
    }

    @Nullable
    Refusal register(String account, String commandId, String reference) {
        String seen = witness.verdict(account, commandId).orElse("");
        boolean heardBusy = seen.equals(Refusal.IN_PROGRESS.name());
        boolean heardTaken = seen.equals(Refusal.ALREADY_EXISTS.name());
        if (owners.containsKey(reference) || heardBusy || heardTaken) {
            turnedAway.add(reference);
            return heardBusy ? Refusal.IN_PROGRESS : Refusal.ALREADY_EXISTS;
        }
        owners.put(reference, account);
        return null;
    }

    /** References for which an account was refused although nobody owns them. */
    Set<String> ownerless() {
        Set<String> ownerless = new HashSet<>(turnedAway);
        ownerless.removeAll(owners.keySet());
        return ownerless;
    }
}
