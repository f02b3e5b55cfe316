package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * "Is it there? No? Then insert it": the program behind three of the four reported failures.
 *
 * <p>
 * A row that is not there cannot be locked. Under REPEATABLE READ {@code FOR UPDATE} locks the gap where it would be, but gap
 * locks do not exclude each other: both sessions hold it, each insert waits for the other's gap lock, and one dies with 1213.
 * Under READ COMMITTED there is no gap lock: the second insert waits for the first and dies with 1062. No level makes
 * checking and then inserting safe.
 */
final class CheckThenInsert {
    private static final String CHECK_NAME = "SELECT COUNT(*) FROM lab_book WHERE name = ?";
    private static final String INSERT_NAME = "INSERT INTO lab_book (name) VALUES (?)";
    private static final String CHECK = "SELECT risk FROM lab_risk WHERE account = ?";
    private static final String INSERT = "INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, 1, 1)";

    private CheckThenInsert() {}

    static Chapter chapter() {
        return new Chapter("Check, then insert",
                """
                        A row that is not there cannot be locked. Under REPEATABLE READ, FOR UPDATE locks the gap where the row \
                        would be, but gap locks do not exclude each other: both hold it, each insert waits for the other, one \
                        dies with 1213, even when the two want different rows of the same gap. Under READ COMMITTED there is no \
                        gap lock, and the second insert dies with 1062. So no level makes it safe: first make sure that the row \
                        is there, then lock it.""",
                List.of(
                        new Experiment("check, then insert, no unique key", "One row only where a key says so",
                                CheckThenInsert::withoutKey),
                        new Experiment("check, then insert, unique key", "Ensure, then lock",
                                (lab, level) -> insertBoth(lab, level, CHECK, false)),
                        new Experiment("FOR UPDATE on a missing row, then insert", "Ensure, then lock",
                                (lab, level) -> insertBoth(lab, level, CHECK + " FOR UPDATE", false)),
                        new Experiment("the same, two different missing rows", "READ COMMITTED: no gap locks",
                                (lab, level) -> insertBoth(lab, level, CHECK + " FOR UPDATE", true))));
    }

    private static Observation withoutKey(LabDatabase lab, Isolation level) throws SQLException {
        String name = lab.freshAccount();
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.number(CHECK_NAME, name);
            second.number(CHECK_NAME, name);
            int error = insertAndCommit(first, second, INSERT_NAME, name, name);
            if (error != 0) {
                return Observation.error(error);
            }
        }
        long rows = lab.committed(CHECK_NAME, name);
        return rows > 1 ? Observation.happens(rows + " rows of one name") : Observation.immune("one row");
    }

    private static Observation insertBoth(LabDatabase lab, Isolation level, String check, boolean different)
            throws SQLException {
        String account = lab.freshAccount();
        String other = different ? lab.freshAccount() : account;
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.select(check, account).result();
            second.select(check, other).result();
            int error = insertAndCommit(first, second, INSERT, account, other);
            return error != 0 ? Observation.error(error) : Observation.immune("both inserted");
        }
    }

    private static int insertAndCommit(Session first, Session second, String insert, String name, String other)
            throws SQLException {
        Step<Integer> firstInsert = first.update(insert, name);
        if (!firstInsert.waited()) {
            // not committed yet, so that the second really meets it
            Step<Integer> secondInsert = second.update(insert, other);
            first.commit();
            int error = secondInsert.error();
            second.commit();
            return error;
        }
        Step<Integer> secondInsert = second.update(insert, other);
        return Math.max(firstInsert.error(), secondInsert.error());
    }
}
