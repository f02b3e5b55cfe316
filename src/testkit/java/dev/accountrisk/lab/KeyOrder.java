package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * A multi-row statement locks its rows one by one, in the order in which they are written in it.
 *
 * <p>
 * A third session holds a row in the middle of the first statement, so that the first stands still with its left half
 * locked while the second starts from the right. In one common order the second cannot have anything the first still wants.
 */
final class KeyOrder {
    private static final String UPSERT_HEAD = "INSERT INTO lab_risk (account, risk, occurred_at) VALUES ";
    private static final String UPSERT_TAIL = " AS fresh ON DUPLICATE KEY UPDATE risk = fresh.risk";
    private static final String LOCK = "SELECT risk FROM lab_risk WHERE account = ? FOR UPDATE";

    private KeyOrder() {}

    static Chapter chapter() {
        return new Chapter("Keys in one order", """
                A multi-row statement locks its rows one by one, in the order in which they are written. Two such \
                statements over the same accounts in different orders deadlock, in one and the same order they queue. \
                Live consumers, backfill and reconciliation all sort by key.""", List.of(
                new Experiment("multi-row upserts, different order", "Sort by key, everywhere",
                        (lab, level) -> upsertBoth(lab, level, false)),
                new Experiment("multi-row upserts, sorted", "Sort by key, everywhere",
                        (lab, level) -> upsertBoth(lab, level, true))));
    }

    private static Observation upsertBoth(LabDatabase lab, Isolation level, boolean sorted) throws SQLException {
        String left = lab.freshAccount();
        String middle = lab.freshAccount();
        String right = lab.freshAccount();
        lab.given(upsert(3), left, middle, right);
        try (Session gate = lab.session(level);
                Session first = lab.session(level);
                Session second = lab.session(level)) {
            gate.select(LOCK, middle).result();
            Step<Integer> firstUpsert = first.update(upsert(3), left, middle, right);
            Step<Integer> secondUpsert = sorted
                    ? second.update(upsert(2), left, right)
                    : second.update(upsert(2), right, left);
            gate.commit();
            int error = firstUpsert.error();
            first.commit();
            error = Math.max(error, secondUpsert.error());
            return error != 0 ? Observation.error(error) : Observation.immune("waits");
        }
    }

    private static String upsert(int rows) {
        return UPSERT_HEAD + String.join(", ", List.of("(?, 1, 1)", "(?, 1, 1)", "(?, 1, 1)").subList(0, rows))
                + UPSERT_TAIL;
    }
}
