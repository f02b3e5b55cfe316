package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows a locking read locks is up to the optimizer.
 *
 * <p>
 * {@code FOR UPDATE} locks every row it looks at, also those it does not return. If the list of accounts is a good part of the
 * table, the optimizer scans the table instead of looking each one up: the read then waits for rows of others, and since it
 * begins at the table's start while later rows are already held, two batches that share no account deadlock.
 */
final class LockPlan {
    private static final int ROWS = 200;

    private LockPlan() {}

    static Chapter chapter() {
        return new Chapter("Lock only what was asked for",
                """
                        FOR UPDATE locks every row it looks at, not only those it returns. When the list of accounts is a good \
                        part of the table (a young one, a test's), the optimizer scans the table: two batches without a common \
                        account then wait for each other's rows, out of key order, and deadlock. FORCE INDEX (PRIMARY) makes it \
                        look each account up.""",
                List.of(
                        new Experiment("disjoint batches, FOR UPDATE on an IN list", "Never leave the lock's plan open",
                                (lab, level) -> lockDisjoint(lab, level, "")),
                        new Experiment("the same with FORCE INDEX (PRIMARY)", "Look up, do not scan",
                                (lab, level) -> lockDisjoint(lab, level, " FORCE INDEX (PRIMARY)"))));
    }

    private static Observation lockDisjoint(LabDatabase lab, Isolation level, String hint) throws SQLException {
        String table = "lab_plan_" + lab.freshAccount().replace('-', '_');
        lab.given("CREATE TABLE " + table + " LIKE lab_risk");
        List<String> even = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            (i % 2 == 0 ? even : odd).add(lab.freshAccount());
        }
        ensure(lab, table, even);
        ensure(lab, table, odd);
        lab.analyze(table);
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.update(ensureSql(table, even.size()), even.toArray()).result();
            second.update(ensureSql(table, odd.size()), odd.toArray()).result();
            Step<List<Long>> firstLock = first.select(lockSql(table, hint, even.size()), even.toArray());
            Step<List<Long>> secondLock = second.select(lockSql(table, hint, odd.size()), odd.toArray());
            int error = Math.max(firstLock.error(), secondLock.error());
            return error != 0 ? Observation.error(error) : Observation.immune("nobody waits");
        } finally {
            lab.given("DROP TABLE " + table);
        }
    }

    private static void ensure(LabDatabase lab, String table, List<String> accounts) throws SQLException {
        lab.given(ensureSql(table, accounts.size()), accounts.toArray());
    }

    private static String ensureSql(String table, int rows) {
        return "INSERT INTO " + table + " (account, risk, occurred_at) VALUES (?, 0, 0)"
                + ", (?, 0, 0)".repeat(rows - 1) + " ON DUPLICATE KEY UPDATE account = " + table + ".account";
    }

    private static String lockSql(String table, String hint, int rows) {
        return "SELECT risk FROM " + table + hint + " WHERE account IN (?" + ", ?".repeat(rows - 1)
                + ") ORDER BY account FOR UPDATE";
    }
}
