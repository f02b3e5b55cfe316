package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records the policy that a run replays under, and names other ones: rows that were stored under another policy differ. What was in
 * force is known from the runs of {@code backfill} and {@code reconcile}. A rebuild stores all rows anew, so what came before it
 * is no cause.
 */
final class PolicyNotes {
    private static final String RECORD = "UPDATE backfill_run SET policy = ? WHERE id = ?";

    private static final String LAST_REBUILD = "(SELECT COALESCE(MAX(begun_at), 0) FROM backfill_run"
            + " WHERE mode = 'REBUILD' AND state = 'DONE' AND policy IS NOT NULL)";

    private static final String EARLIER = "SELECT policy FROM backfill_run WHERE policy IS NOT NULL AND id <> ?"
            + " AND begun_at >= " + LAST_REBUILD + " UNION SELECT policy FROM reconcile_run WHERE policy IS NOT NULL"
            + " AND begun_at >= " + LAST_REBUILD + " ORDER BY policy";

    private static final String MEANING = " (half-life in ms, cap, and where MEDIUM, HIGH and CRITICAL begin)";

    private PolicyNotes() {}

    /** Records the policy, if a topic of the run has one. */
    static int recordInTx(Connection connection, long run, Plan plan) throws SQLException {
        Optional<String> policy = of(plan);
        if (policy.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, policy.get());
            statement.setLong(2, run);
            return statement.executeUpdate();
        }
    }

    /** The tables whose rows depend on a policy. */
    static List<String> tables(Plan plan) {
        return plan.topics()
                .stream()
                .filter(topic -> topic.policy().isPresent())
                .flatMap(topic -> topic.tables().ownNames().stream())
                .toList();
    }

    /** A sentence without its full stop about rows that differ; empty if every row was stored under the run's own policy. */
    static Optional<String> aboutDifferencesInTx(Connection connection, long run, Plan plan) throws SQLException {
        Optional<String> own = of(plan);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        List<String> recorded = earlierInTx(connection, run);
        if (recorded.isEmpty()) {
            return Optional.of("this run replays under the policy " + own.get() + MEANING
                    + ", and no earlier run recorded"
                    + " which one was in force: if it was another one, risks and levels may differ for that reason");
        }
        List<String> others = recorded.stream().filter(policy -> !policy.equals(own.get())).toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("this run replays under the policy " + own.get() + MEANING + ", and earlier runs found "
                        + String.join(" or ", others) + " in force: risks and levels may differ for that reason");
    }

    private static Optional<String> of(Plan plan) {
        return plan.topics().stream().flatMap(topic -> topic.policy().stream()).findFirst();
    }

    private static List<String> earlierInTx(Connection connection, long run) throws SQLException {
        List<String> policies = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EARLIER)) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    policies.add(row.getString(1));
                }
            }
        }
        return policies;
    }
}
