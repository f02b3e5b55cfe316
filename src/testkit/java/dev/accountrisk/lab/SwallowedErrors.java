package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * A loop that catches the error of one record and continues with the next, in one transaction.
 *
 * <p>
 * A deadlock (1213) rolls the <em>whole</em> transaction back, and the next statement silently begins a new one: what came
 * before is gone, what comes after is committed. A lock time-out (1205) rolls only its own statement back: what came before is
 * committed without it. Either way the commit succeeds, and half of the batch is missing.
 */
final class SwallowedErrors {
    private static final String INSERT = "INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, 0, 0)";
    private static final String MARK = "UPDATE lab_risk SET risk = 1 WHERE account = ?";
    private static final String READ = "SELECT risk FROM lab_risk WHERE account = ?";

    private SwallowedErrors() {}

    static FindingChapter chapter() {
        return new FindingChapter("An error that is caught and forgotten",
                """
                        A deadlock rolls back the whole transaction, and the next statement begins a new one; a lock time-out \
                        rolls back one statement only. In both cases a loop that catches the error and continues commits half of \
                        its batch. Any SQL error rolls everything back and runs the whole batch again.""",
                List.of(new Finding("1213 at the second of three records, caught", "Roll back, run all of it again",
                        SwallowedErrors::deadlock),
                        new Finding("1205 at the second of three records, caught", "Roll back, run all of it again",
                                SwallowedErrors::timeout)));
    }

    private static String deadlock(LabDatabase lab) throws SQLException {
        List<String> accounts = threeAccounts(lab);
        String ballast = lab.freshAccount();
        try (Session batch = lab.session(Isolation.READ_COMMITTED);
                Session other = lab.session(Isolation.READ_COMMITTED)) {
            // the other session has changed more rows, so InnoDB picks the batch as the victim
            for (int i = 0; i < 20; i++) {
                other.update(INSERT, ballast + "-" + i).result();
            }
            other.update(MARK, accounts.get(1)).result();
            batch.update(MARK, accounts.get(0)).result();
            Step<Integer> second = batch.update(MARK, accounts.get(1));
            Step<Integer> crossing = other.update("UPDATE lab_risk SET risk = 0 WHERE account = ?", accounts.get(0));
            int error = second.error();
            crossing.result();
            other.rollback();
            batch.update(MARK, accounts.get(2)).result();
            batch.commit();
            return "error " + error + "; " + written(lab, accounts);
        }
    }

    private static String timeout(LabDatabase lab) throws SQLException {
        List<String> accounts = threeAccounts(lab);
        try (Session batch = lab.session(Isolation.READ_COMMITTED).lockWaitSeconds(1);
                Session other = lab.session(Isolation.READ_COMMITTED)) {
            other.update(MARK, accounts.get(1)).result();
            batch.update(MARK, accounts.get(0)).result();
            int error = batch.update(MARK, accounts.get(1)).error();
            other.rollback();
            batch.update(MARK, accounts.get(2)).result();
            batch.commit();
            return "error " + error + "; " + written(lab, accounts);
        }
    }

    private static List<String> threeAccounts(LabDatabase lab) throws SQLException {
        List<String> accounts = List.of(lab.freshAccount(), lab.freshAccount(), lab.freshAccount());
        for (String account : accounts) {
            lab.given(INSERT, account);
        }
        return accounts;
    }

    private static String written(LabDatabase lab, List<String> accounts) throws SQLException {
        StringBuilder text = new StringBuilder("committed:");
        for (int i = 0; i < accounts.size(); i++) {
            boolean there = lab.committed(READ, accounts.get(i)) == 1;
            text.append(i == 0 ? " " : ", ").append(i + 1).append(there ? " yes" : " no");
        }
        return text.toString();
    }
}
