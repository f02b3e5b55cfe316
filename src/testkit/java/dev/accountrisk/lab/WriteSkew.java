package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * An account may owe on one asset as long as all its assets together stay at zero or more: a rule over two rows.
 *
 * <p>
 * Two sessions check the same rule and write different rows, so neither is in the other's way. Only a lock on everything
 * that was read keeps the rule: SERIALIZABLE takes it and fails one of the two, {@code FOR UPDATE} makes the second wait.
 */
final class WriteSkew {
    private static final String INSERT = "INSERT INTO lab_balance (account, asset, balance) VALUES (?, ?, 100)";
    private static final String SUM = "SELECT SUM(balance) FROM lab_balance WHERE account = ?";
    private static final String LOCK = "SELECT balance FROM lab_balance WHERE account = ? ORDER BY asset FOR UPDATE";
    private static final String DEBIT = "UPDATE lab_balance SET balance = balance - 150 WHERE account = ? AND asset = ?";

    private WriteSkew() {}

    static Chapter chapter() {
        return new Chapter("Write skew", """
                A rule over two rows: an account's assets together stay at zero or more. Two sessions check it, each \
                writes another row, and both commit. Only a lock on all that was read prevents it. The worker's rules \
                never span accounts, and everything a decision reads is locked first.""", List.of(
                new Experiment("write skew", "A decision locks everything it reads",
                        (lab, level) -> debitBoth(lab, level, SUM)),
                new Experiment("the same with FOR UPDATE", "In key order, so that nobody deadlocks",
                        (lab, level) -> debitBoth(lab, level, LOCK))));
    }

    private static Observation debitBoth(LabDatabase lab, Isolation level, String check) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account, "COIN");
        lab.given(INSERT, account, "GOLD");
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            Step<List<Long>> firstCheck = first.select(check, account);
            Step<List<Long>> secondCheck = second.select(check, account);
            int error = debitIfCovered(first, firstCheck, account, "COIN", secondCheck.waited());
            if (secondCheck.waited()) {
                debitIfCovered(second, secondCheck, account, "GOLD", true);
                return verdict(lab, account, error, "waits");
            }
            Step<Integer> firstDebit = first.update(DEBIT, account, "COIN");
            Step<Integer> secondDebit = second.update(DEBIT, account, "GOLD");
            error = Math.max(firstDebit.error(), secondDebit.error());
            if (error == 0) {
                first.commit();
                second.commit();
            }
            return verdict(lab, account, error, "right");
        }
    }

    private static int debitIfCovered(Session session, Step<List<Long>> check, String account, String asset,
            boolean now) throws SQLException {
        if (!now) {
            return 0;
        }
        long sum = check.result().stream().mapToLong(Long::longValue).sum();
        int error = sum >= 150 ? session.update(DEBIT, account, asset).error() : 0;
        session.commit();
        return error;
    }

    private static Observation verdict(LabDatabase lab, String account, int error, String how) throws SQLException {
        if (error != 0) {
            return Observation.error(error);
        }
        long sum = lab.committed(SUM, account);
        return sum < 0 ? Observation.happens("sum is " + sum) : Observation.immune(how);
    }
}
