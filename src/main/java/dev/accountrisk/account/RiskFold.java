package dev.accountrisk.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds the risk updates of one account, in their order, over the stored row. */
public final class RiskFold {
    private final RiskPolicy policy;
    private final RiskOrder order;
    private final Set<String> knownEventIds;
    private Set<String> addedEventIds = Set.of();
    private final List<Outcome> outcomes;
    private List<RiskEntry> entries = List.of();
    private List<AccountEvent.RiskLevelChanged> levelChanges = List.of();
    private @Nullable RiskState state;

    private RiskFold(@Nullable RiskState before, int updates, Set<String> knownEventIds, RiskPolicy policy,
            RiskOrder order) {
        this.policy = policy;
        this.order = order;
        this.knownEventIds = knownEventIds;
        this.outcomes = new ArrayList<>(updates);
        this.state = before;
    }

    /**
     * Decides the updates.
     *
     * @param before        the stored row, or null if there is none
     * @param updates       the updates of one account, in order
     * @param knownEventIds the ids of those updates that the journal already has
     */
    public static Result fold(@Nullable RiskState before, List<RiskUpdate> updates, Set<String> knownEventIds,
            RiskPolicy policy, RiskOrder order) {
        RiskFold fold = new RiskFold(before, updates.size(), knownEventIds, policy, order);
        for (RiskUpdate update : updates) {
            fold.outcomes.add(switch (update.type()) {
                case SET -> fold.set(update);
                case ADD -> fold.add(update);
            });
        }
        return new Result(before, versioned(before, fold.state), fold.outcomes, fold.entries, fold.levelChanges);
    }

    private Outcome set(RiskUpdate update) {
        RiskState stored = state;
        int compared = stored == null ? 1 : order.compare(update, stored);
        if (compared == 0) {
            return Outcome.DUPLICATE;
        }
        if (compared < 0) {
            return Outcome.STALE;
        }
        double risk = policy.capped(update.risk());
        become(update, new RiskState(risk, policy.levelOf(risk), update.occurredAtMillis(), update.sequence(),
                update.eventId(), versionOf(stored), entriesOf(stored)));
        return Outcome.APPLIED;
    }

    private Outcome add(RiskUpdate update) {
        if (addedEventIds.isEmpty()) {
            // most accounts of a batch have no additions
            addedEventIds = new HashSet<>();
            entries = new ArrayList<>();
        }
        if (knownEventIds.contains(update.eventId()) || !addedEventIds.add(update.eventId())) {
            return Outcome.DUPLICATE;
        }
        RiskState after = added(state, update);
        become(update, after);
        entries.add(new RiskEntry(update, after.risk(), after.entries()));
        return Outcome.APPLIED;
    }

    /**
     * Takes a new state and notes a change of level. Each record's change is noted, not only the batch's: where a batch ends is
     * chance, and whoever reads the records again must come to the same events.
     */
    private void become(RiskUpdate update, RiskState after) {
        RiskLevel oldLevel = state == null ? RiskLevel.LOW : state.level();
        state = after;
        if (oldLevel != after.level()) {
            if (levelChanges.isEmpty()) {
                levelChanges = new ArrayList<>();
            }
            String place = after.occurredAtMillis() + "," + after.lastEventId() + "," + after.entries();
            levelChanges.add(new AccountEvent.RiskLevelChanged(update.accountUuid(), place, after.risk(), oldLevel,
                    after.level(), after.occurredAtMillis()));
        }
    }

    private RiskState added(@Nullable RiskState stored, RiskUpdate update) {
        if (stored == null) {
            double risk = policy.capped(update.risk());
            // the account's first row: no SET has given it a sequence yet
            return new RiskState(risk, policy.levelOf(risk), update.occurredAtMillis(), RiskUpdate.NO_SEQUENCE,
                    update.eventId(), 0, 1);
        }
        long atMillis = Math.max(stored.occurredAtMillis(), update.occurredAtMillis());
        double risk = policy.capped(policy.decayed(stored.risk(), stored.occurredAtMillis(), atMillis)
                + policy.decayed(update.risk(), update.occurredAtMillis(), atMillis));
        boolean later = RiskOrder.comparePairs(update.occurredAtMillis(), update.eventId(), stored.occurredAtMillis(),
                stored.lastEventId()) > 0;
        return new RiskState(risk, policy.levelOf(risk), atMillis, stored.sequence(),
                later ? update.eventId() : stored.lastEventId(), stored.version(), stored.entries() + 1);
    }

    private static long versionOf(@Nullable RiskState stored) {
        return stored == null ? 0 : stored.version();
    }

    private static long entriesOf(@Nullable RiskState stored) {
        return stored == null ? 0 : stored.entries();
    }

    /** However many updates changed it, the row is written once. */
    private static @Nullable RiskState versioned(@Nullable RiskState before, @Nullable RiskState after) {
        return after == null || after.equals(before) ? after : after.withVersion(versionOf(before) + 1);
    }

    /**
     * The result of the fold.
     *
     * @param after    the row to store, or null if there is still none
     * @param outcomes one per update, in order
     * @param entries      the journal rows to add
     * @param levelChanges each record's change of the level, in order
     */
    public record Result(@Nullable RiskState before, @Nullable RiskState after, List<Outcome> outcomes,
            List<RiskEntry> entries, List<AccountEvent.RiskLevelChanged> levelChanges) {

        /** Whether there is a row to write. */
        public boolean changed() {
            return !Objects.equals(before, after);
        }
    }
}
