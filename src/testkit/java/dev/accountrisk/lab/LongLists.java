package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of keys that outgrows the optimizer.
 *
 * <p>
 * To look up each key of an IN list, the optimizer wants memory for each; beyond {@code range_optimizer_max_mem_size} (8 MiB,
 * which is some 12,000 pairs or 20,000 single keys) it gives up with a warning that nobody reads and scans the table, whatever
 * index is forced. A locking read then waits for every row of others. A list cut in pieces never gets there.
 */
final class LongLists {
    private static final int KEYS = 15_000;
    private static final int CHUNK = 5_000;

    private LongLists() {}

    static FindingChapter chapter() {
        return new FindingChapter("A list that is too long", """
                Beyond range_optimizer_max_mem_size (8 MiB: some 12,000 pairs, some 20,000 single keys) the optimizer \
                gives up on an IN list, index forced or not, and scans the table; the locking read then waits for rows \
                that nobody asked for. Locks are taken in chunks of a few thousand keys, in key order.""",
                List.of(new Finding("FOR UPDATE on 15,000 pairs, another row locked", "Chunks, in key order",
                        lab -> lockBeside(lab, KEYS)),
                        new Finding("the same in chunks of 5,000 pairs", "Chunks, in key order",
                                lab -> lockBeside(lab, CHUNK))));
    }

    private static String lockBeside(LabDatabase lab, int chunk) throws SQLException {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            accounts.add(lab.freshAccount());
        }
        for (int i = 0; i < KEYS; i += CHUNK) {
            lab.given("INSERT INTO lab_balance (account, asset, balance) VALUES (?, 'COIN', 0)"
                    + ", (?, 'COIN', 0)".repeat(CHUNK - 1), accounts.subList(i, i + CHUNK).toArray());
        }
        String beside = lab.freshAccount();
        lab.given("INSERT INTO lab_balance (account, asset, balance) VALUES (?, 'COIN', 0)", beside);
        try (Session other = lab.session(Isolation.READ_COMMITTED);
                Session batch = lab.session(Isolation.READ_COMMITTED)) {
            other.select("SELECT balance FROM lab_balance WHERE account = ? AND asset = 'COIN' FOR UPDATE", beside)
                    .result();
            boolean waited = false;
            for (int i = 0; i < KEYS && !waited; i += chunk) {
                List<String> some = accounts.subList(i, i + chunk);
                Step<List<Long>> lock = batch.select(lockSql(chunk), some.toArray());
                waited = lock.waited();
                if (waited) {
                    other.rollback();
                }
                lock.result();
            }
            return waited ? "waits for the other row" : "does not wait";
        }
    }

    private static String lockSql(int keys) {
        return "SELECT balance FROM lab_balance FORCE INDEX (PRIMARY) WHERE (account, asset) IN ((?, 'COIN')"
                + ", (?, 'COIN')".repeat(keys - 1) + ") ORDER BY account, asset FOR UPDATE";
    }
}
