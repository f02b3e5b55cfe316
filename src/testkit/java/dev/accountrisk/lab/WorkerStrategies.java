package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * How the worker writes, put through the same steps.
 *
 * <p>
 * Each runs on rows that are there and rows that are not, after a first session that commits and one that rolls back. The worker runs at READ COMMITTED; that its three ways are right at the other levels too means that a changed
 * default cannot hurt it.
 */
final class WorkerStrategies {
    private static final String ENSURE = """
            INSERT INTO lab_balance (account, asset, balance) VALUES (?, 'COIN', 0)
            ON DUPLICATE KEY UPDATE account = lab_balance.account""";
    private static final String READ = "SELECT balance FROM lab_balance WHERE account = ? AND asset = 'COIN'";
    private static final String LOCK = READ + " FOR UPDATE";
    private static final String WRITE = "UPDATE lab_balance SET balance = ? WHERE account = ? AND asset = 'COIN'";
    private static final String GUARDED_UPSERT = """
            INSERT INTO lab_risk (account, risk, occurred_at) VALUES (?, ?, ?), (?, ?, ?) AS fresh
            ON DUPLICATE KEY UPDATE
              risk = IF(fresh.occurred_at > lab_risk.occurred_at, fresh.risk, lab_risk.risk),
              occurred_at = GREATEST(fresh.occurred_at, lab_risk.occurred_at)""";
    private static final String RISK = "SELECT risk FROM lab_risk WHERE account = ?";
    private static final String POSITION = "INSERT INTO lab_position (topic, next_offset) VALUES (?, 0)";
    private static final String ADVANCE = "UPDATE lab_position SET next_offset = 10 WHERE topic = ? AND next_offset = 0";

    private WorkerStrategies() {}

    static Chapter chapter() {
        return new Chapter("How the worker writes",
                """
                        The worker's three ways, put through the same steps, on rows that are there and rows that are not, with a \
                        first session that commits and one that rolls back. Nobody fails, and the result is exact at every level: \
                        the worker runs at READ COMMITTED, and a changed default could not hurt it. (What is left \
                        is the row above of an inserter that rolls back while several wait: rerun, as any 1213.)""",
                List.of(
                        new Experiment("worker: ensure, lock, fold, write", "The locked lane",
                                WorkerStrategies::ensureLockFold),
                        new Experiment("worker: guarded multi-row upsert, sorted", "The upsert lane",
                                WorkerStrategies::guardedUpsert),
                        new Experiment("worker: position compare-and-set", "The fence: one owner, whoever thinks he is",
                                WorkerStrategies::compareAndSet)));
    }

    private static Observation ensureLockFold(LabDatabase lab, Isolation level) throws SQLException {
        for (boolean there : List.of(true, false)) {
            for (boolean commits : List.of(true, false)) {
                String account = lab.freshAccount();
                if (there) {
                    lab.given(ENSURE, account);
                }
                try (Session first = lab.session(level); Session second = lab.session(level)) {
                    first.update(ENSURE, account).result();
                    Step<Integer> ensure = second.update(ENSURE, account);
                    first.update(WRITE, first.number(LOCK, account) + 30, account).result();
                    end(first, commits);
                    if (ensure.error() != 0) {
                        return Observation.error(ensure.error());
                    }
                    second.update(WRITE, second.number(LOCK, account) + 50, account).result();
                    second.commit();
                }
                long balance = lab.committed(READ, account);
                if (balance != (commits ? 80 : 50)) {
                    return Observation.happens("balance " + balance);
                }
            }
        }
        return Observation.immune("exact, waits");
    }

    private static Observation guardedUpsert(LabDatabase lab, Isolation level) throws SQLException {
        for (boolean there : List.of(true, false)) {
            for (boolean commits : List.of(true, false)) {
                for (boolean newerFirst : List.of(true, false)) {
                    Observation seen = guardedUpsert(lab, level, there, commits, newerFirst);
                    if (seen.verdict() != Observation.Verdict.IMMUNE) {
                        return seen;
                    }
                }
            }
        }
        return Observation.immune("the newer one wins, waits");
    }

    private static Observation guardedUpsert(LabDatabase lab, Isolation level, boolean there, boolean commits,
            boolean newerFirst) throws SQLException {
        String left = lab.freshAccount();
        String right = lab.freshAccount();
        if (there) {
            lab.given(GUARDED_UPSERT, left, 1, 1, right, 1, 1);
        }
        long firstTime = newerFirst ? 20 : 10;
        long secondTime = newerFirst ? 10 : 20;
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.update(GUARDED_UPSERT, left, firstTime, firstTime, right, firstTime, firstTime).result();
            Step<Integer> write = second.update(GUARDED_UPSERT, left, secondTime, secondTime, right, secondTime,
                    secondTime);
            end(first, commits);
            if (write.error() != 0) {
                return Observation.error(write.error());
            }
            second.commit();
        }
        long expected = commits ? 20 : secondTime;
        boolean exact = lab.committed(RISK, left) == expected && lab.committed(RISK, right) == expected;
        return exact ? Observation.immune("exact") : Observation.happens("the older value wins");
    }

    private static Observation compareAndSet(LabDatabase lab, Isolation level) throws SQLException {
        for (boolean commits : List.of(true, false)) {
            String topic = lab.freshAccount();
            lab.given(POSITION, topic);
            try (Session owner = lab.session(level); Session zombie = lab.session(level)) {
                int advanced = owner.update(ADVANCE, topic).result();
                Step<Integer> late = zombie.update(ADVANCE, topic);
                end(owner, commits);
                if (late.error() != 0) {
                    return Observation.error(late.error());
                }
                if (advanced != 1 || late.result() != (commits ? 0 : 1)) {
                    return Observation.happens("two owners");
                }
                zombie.rollback();
            }
        }
        return Observation.immune("the second is fenced");
    }

    private static void end(Session session, boolean commits) throws SQLException {
        if (commits) {
            session.commit();
        } else {
            session.rollback();
        }
    }
}
