package dev.accountrisk.console.activity;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.console.activity.PolicyPage.Move;
import dev.accountrisk.console.activity.PolicyPage.Preview;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts the accounts whose level another policy would change: their stored risk, limited to its cap, against its levels. It goes
 * through them in the order of their ids, and gives up after a few seconds.
 */
@Component
class LevelCounter {
    private static final Duration TIME_MAX = Duration.ofSeconds(4);
    /** The time is looked at after so many accounts. */
    private static final int AT_ONCE = 20_000;
    private static final String COUNT = """
            SELECT MAX(a.account_uuid) AS newest, a.level AS level_now, CASE
                WHEN LEAST(a.risk, :cap) >= :critical THEN 'CRITICAL' WHEN LEAST(a.risk, :cap) >= :high THEN 'HIGH'
                WHEN LEAST(a.risk, :cap) >= :medium THEN 'MEDIUM' ELSE 'LOW' END AS level_then, COUNT(*) AS accounts
            FROM (SELECT account_uuid, risk, level FROM account_risk WHERE account_uuid > :after
                ORDER BY account_uuid LIMIT :most) a
            GROUP BY level_now, level_then""";

    private final EntityManager entities;
    private final LongSupplier nanos;

    @Autowired
    LevelCounter(EntityManager entities) {
        this(entities, System::nanoTime);
    }

    LevelCounter(EntityManager entities, LongSupplier nanos) {
        this.entities = entities;
        this.nanos = nanos;
    }

    /** Counts them; the caller has a transaction open. */
    Preview countInTx(RiskPolicy policy) {
        long endNanos = nanos.getAsLong() + TIME_MAX.toNanos();
        Map<String, Move> moves = new TreeMap<>();
        long counted = 0;
        long changed = 0;
        String after = "";
        while (true) {
            long before = counted;
            for (Tuple row : next(policy, after)) {
                String from = row.get("level_now", String.class);
                String to = row.get("level_then", String.class);
                long accounts = row.get("accounts", Number.class).longValue();
                String newest = row.get("newest", String.class);
                after = newest.compareTo(after) > 0 ? newest : after;
                counted += accounts;
                if (!from.equals(to)) {
                    changed += accounts;
                    moves.merge(from + " " + to, new Move(from, to, accounts),
                            (one, other) -> new Move(from, to, one.accounts() + other.accounts()));
                }
            }
            boolean whole = counted - before < AT_ONCE;
            if (whole || nanos.getAsLong() - endNanos >= 0) {
                return new Preview(PolicyValues.of(policy), counted, changed, new ArrayList<>(moves.values()), whole);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> next(RiskPolicy policy, String after) {
        Query query = entities.createNativeQuery(COUNT, Tuple.class)
                .setParameter("cap", policy.cap())
                .setParameter("critical", policy.criticalFrom())
                .setParameter("high", policy.highFrom())
                .setParameter("medium", policy.mediumFrom())
                .setParameter("after", after)
                .setParameter("most", AT_ONCE);
        return query.getResultList();
    }
}
