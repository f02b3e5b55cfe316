package dev.accountrisk.account;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Folds the risk updates of one account, in their order, over what is stored. */
public final class RiskFold {
    private RiskFold() {}

    /**
     * Decides the updates.
     *
     * @param before        the stored row, or null when there is none
     * @param updates       the updates of one account, in order
     * @param knownEventIds which of the updates' ids the journal already has
     */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public static Result fold(@Nullable RiskState before, List<RiskUpdate> updates, Set<String> knownEventIds,
            RiskPolicy policy, RiskOrder order) {
        throw new UnsupportedOperationException();
    }

    /**
     * What came out.
     *
     * @param after    the row to store, or null when there is still none
     * @param outcomes one per update, in order
     * @param entries  the journal rows to add
     */
    public record Result(@Nullable RiskState before, @Nullable RiskState after, List<Outcome> outcomes,
            List<RiskEntry> entries) {

        /** Whether there is a row to write. */
        public boolean changed() {
            return !Objects.equals(before, after);
        }
    }
}
