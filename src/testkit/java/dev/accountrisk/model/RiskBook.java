package dev.accountrisk.model;

import dev.accountrisk.model.Reading.RiskUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every account's risk and what was added to it. */
final class RiskBook {
    private final Map<String, Rows.Risk> rows = new HashMap<>();
    private final Map<String, Set<String>> addedIds = new HashMap<>();
    private final Map<String, List<String>> levels = new HashMap<>();
    private final boolean orderBySequence;
    private ModelPolicy policy;

    RiskBook(boolean orderBySequence, ModelPolicy policy) {
        this.orderBySequence = orderBySequence;
        this.policy = policy;
    }

    void use(ModelPolicy changed) {
        policy = changed;
    }

    Outcome apply(RiskUpdate update) {
        return update.adds() ? add(update) : set(update);
    }

    private Outcome set(RiskUpdate update) {
        Rows.Risk stored = rows.get(update.account());
        int order = stored == null ? 1 : orderBySequence ? bySequence(update, stored) : byTime(update, stored);
        if (order < 0) {
            return Outcome.STALE;
        }
        if (order == 0) {
            return Outcome.DUPLICATE;
        }
        store(
                update.account(),
                policy.capped(update.risk()),
                update.occurredAtMillis(),
                update.sequence(),
                update.eventId());
        return Outcome.APPLIED;
    }

    private static int byTime(RiskUpdate update, Rows.Risk stored) {
        int byTime = Long.compare(update.occurredAtMillis(), stored.occurredAtMillis());
        return byTime != 0 ? byTime : update.eventId().compareTo(stored.lastEventId());
    }

    private static int bySequence(RiskUpdate update, Rows.Risk stored) {
        Long offered = update.sequence();
        if (offered == null) {
            throw new IllegalStateException("a SET without a sequence is parked before it comes here");
        }
        Long held = stored.sequence();
        if (held == null || offered > held) {
            return 1;
        }
        boolean same = offered.equals(held) && update.eventId().equals(stored.lastEventId());
        return same ? 0 : -1;
    }

    private Outcome add(RiskUpdate update) {
        if (!addedIds.computeIfAbsent(update.account(), any -> new HashSet<>()).add(update.eventId())) {
            return Outcome.DUPLICATE;
        }
        Rows.Risk stored = rows.get(update.account());
        if (stored == null) {
            store(
                    update.account(),
                    policy.capped(update.risk()),
                    update.occurredAtMillis(),
                    null,
                    update.eventId());
            return Outcome.APPLIED;
        }
        long now = Math.max(stored.occurredAtMillis(), update.occurredAtMillis());
        double sum = policy.faded(stored.risk(), now - stored.occurredAtMillis())
                + policy.faded(update.risk(), now - update.occurredAtMillis());
        String id = byTime(update, stored) > 0 ? update.eventId() : stored.lastEventId();
        store(update.account(), policy.capped(sum), now, stored.sequence(), id);
        return Outcome.APPLIED;
    }

    private void store(String account, double risk, long occurredAtMillis, @Nullable Long sequence, String eventId) {
        String level = policy.level(risk);
        Rows.Risk before = rows
                .put(account, new Rows.Risk(account, risk, level, occurredAtMillis, sequence, eventId));
        if (!level.equals(before == null ? "LOW" : before.level())) {
            levels.computeIfAbsent(account, any -> new ArrayList<>()).add(level);
        }
    }

    Map<String, Rows.Risk> rows() {
        return rows;
    }

    Map<String, Set<String>> addedIds() {
        return addedIds;
    }

    /** The levels the account came to, in order, without the LOW it began with. */
    Map<String, List<String>> levels() {
        return levels;
    }
}
