package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * Making sure that a row is there, and then locking it: the same two steps, written in two ways.
 *
 * <p>
 * {@code INSERT IGNORE} that finds the row leaves a shared lock on it; two sessions share it, and each then waits for the
 * other to give it up. {@code ON DUPLICATE KEY UPDATE} takes the exclusive lock at once: the second session just waits. What
 * is left is the crash of an inserter while several wait: that one error no form avoids, which is why a bounded retry stays.
 */
final class LockUpgrades {
    private static final String IGNORE = "INSERT IGNORE INTO lab_risk (account, risk, occurred_at) VALUES (?, 0, 0)";
    private static final String ENSURE = """
            INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, 0, 0)
            ON DUPLICATE KEY UPDATE account = lab_risk.account""";
    private static final String LOCK = "SELECT risk FROM lab_risk WHERE account = ? FOR UPDATE";

    private LockUpgrades() {}

    static Chapter chapter() {
        return new Chapter("Ensure the row, then lock it",
                """
                        INSERT IGNORE that finds the row leaves a shared lock; two sessions share it, and each then waits for the \
                        other to give it up. A no-op ON DUPLICATE KEY UPDATE takes the exclusive lock at once, whether the row is \
                        new or old: the second session waits, nobody fails. Only an inserter that rolls back while several wait \
                        still costs a 1213: hence a bounded retry of the whole transaction, beneath everything else.""",
                List.of(new Experiment("INSERT IGNORE, then FOR UPDATE", "A shared lock cannot be upgraded by two",
                        LockUpgrades::insertIgnore),
                        new Experiment("no-op upsert, then FOR UPDATE, row there", "The exclusive lock at once",
                                (lab, level) -> ensure(lab, level, true)),
                        new Experiment("no-op upsert, then FOR UPDATE, row missing", "The exclusive lock at once",
                                (lab, level) -> ensure(lab, level, false)),
                        new Experiment("three upsert, the first rolls back", "Rerun the whole transaction on 1213",
                                LockUpgrades::firstOfThreeRollsBack)));
    }

    private static Observation insertIgnore(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        lab.given(ENSURE, account);
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.update(IGNORE, account).result();
            second.update(IGNORE, account).result();
            Step<List<Long>> firstLock = first.select(LOCK, account);
            Step<List<Long>> secondLock = second.select(LOCK, account);
            int error = Math.max(firstLock.error(), secondLock.error());
            return error != 0 ? Observation.error(error) : Observation.immune("both locked");
        }
    }

    private static Observation ensure(LabDatabase lab, Isolation level, boolean there) throws SQLException {
        String account = lab.freshAccount();
        if (there) {
            lab.given(ENSURE, account);
        }
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.update(ENSURE, account).result();
            Step<Integer> waiting = second.update(ENSURE, account);
            int error = first.select(LOCK, account).error();
            first.commit();
            error = Math.max(error, waiting.error());
            error = Math.max(error, second.select(LOCK, account).error());
            second.commit();
            if (error != 0) {
                return Observation.error(error);
            }
            return waiting.waited() ? Observation.immune("waits") : Observation.happens("both hold the lock");
        }
    }

    private static Observation firstOfThreeRollsBack(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        try (Session first = lab.session(level);
                Session second = lab.session(level);
                Session third = lab.session(level)) {
            first.update(ENSURE, account).result();
            Step<Integer> secondEnsure = second.update(ENSURE, account);
            Step<Integer> thirdEnsure = third.update(ENSURE, account);
            first.rollback();
            int error = endBoth(second, secondEnsure, third, thirdEnsure);
            return error != 0 ? Observation.error(error) : Observation.immune("waits");
        }
    }

    private static int endBoth(Session second, Step<Integer> secondEnsure, Session third, Step<Integer> thirdEnsure)
            throws SQLException {
        // whichever is granted first has to commit before the other's answer can come
        while (true) {
            if (!secondEnsure.running()) {
                int error = secondEnsure.error();
                second.commit();
                return Math.max(error, thirdEnsure.error());
            }
            if (!thirdEnsure.running()) {
                int error = thirdEnsure.error();
                third.commit();
                return Math.max(error, secondEnsure.error());
            }
            Thread.onSpinWait();
        }
    }
}
