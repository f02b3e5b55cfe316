package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * Three ways in which {@code ON DUPLICATE KEY UPDATE} does something else than it says.
 *
 * <p>
 * Its assignments run from left to right, and each sees what those before it have changed. It updates the row that collides on
 * <em>any</em> unique key. And its CHECK constraints are tested on the row that would have been inserted, even when a row is
 * there to be updated.
 */
final class UpsertTraps {
    private static final String HEAD = """
            INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, ?, ?) AS fresh
            ON DUPLICATE KEY UPDATE\s""";
    private static final String RISK_GUARDED = """
            risk = IF(fresh.occurred_at > lab_risk.occurred_at, fresh.risk, lab_risk.risk)""";
    private static final String TIME_GUARDED = """
            occurred_at = GREATEST(fresh.occurred_at, lab_risk.occurred_at)""";

    private UpsertTraps() {}

    static FindingChapter chapter() {
        return new FindingChapter("Three traps of the upsert",
                """
                        ON DUPLICATE KEY UPDATE assigns from left to right, each assignment seeing those before it; it updates \
                        the row that collides on any unique key; and a CHECK is tested on the row that would have been inserted, \
                        even when one is there to be updated. So: guard columns last, one unique key a table, and no balance by \
                        a delta.""",
                List.of(
                        new Finding("newer value over an older one, time assigned first",
                                "Guarded columns first, guard columns last",
                                lab -> guardedUpsert(lab, TIME_GUARDED + ", " + RISK_GUARDED)),
                        new Finding("newer value over an older one, time assigned last",
                                "Guarded columns first, guard columns last",
                                lab -> guardedUpsert(lab, RISK_GUARDED + ", " + TIME_GUARDED)),
                        new Finding("upsert of account B with the reference of account A",
                                "The account's key is the table's only unique key", UpsertTraps::secondUniqueKey),
                        new Finding("debit of 30 from 100 by upsert, CHECK (balance >= 0)",
                                "A balance is written as a value, never as a delta", UpsertTraps::deltaWithCheck)));
    }

    private static String guardedUpsert(LabDatabase lab, String assignments) throws SQLException {
        String account = lab.freshAccount();
        lab.given(HEAD + assignments, account, 1, 10);
        lab.given(HEAD + assignments, account, 2, 20);
        return "risk " + lab.committed("SELECT risk FROM lab_risk WHERE account = ?", account) + " at "
                + lab.committed("SELECT occurred_at FROM lab_risk WHERE account = ?", account);
    }

    private static String secondUniqueKey(LabDatabase lab) throws SQLException {
        String upsert = """
                INSERT INTO lab_two_keys (account, external_ref, balance) VALUES (?, ?, ?) AS fresh
                ON DUPLICATE KEY UPDATE balance = fresh.balance""";
        String victim = lab.freshAccount();
        String other = lab.freshAccount();
        String reference = "ref-of-" + victim;
        lab.given(upsert, victim, reference, 100);
        lab.given(upsert, other, reference, 7);
        return "balance of A " + lab.committed("SELECT balance FROM lab_two_keys WHERE account = ?", victim)
                + ", rows of B " + lab.committed("SELECT COUNT(*) FROM lab_two_keys WHERE account = ?", other);
    }

    private static String deltaWithCheck(LabDatabase lab) throws SQLException {
        String account = lab.freshAccount();
        lab.given("INSERT INTO lab_checked (account, balance) VALUES (?, 100)", account);
        try (Session session = lab.session(Isolation.READ_COMMITTED)) {
            int error = session.update("""
                    INSERT INTO lab_checked (account, balance) VALUES (?, -30) AS fresh
                    ON DUPLICATE KEY UPDATE balance = lab_checked.balance + fresh.balance""", account).error();
            session.commit();
            return "error " + error + ", balance "
                    + lab.committed("SELECT balance FROM lab_checked WHERE account = ?", account);
        }
    }
}
