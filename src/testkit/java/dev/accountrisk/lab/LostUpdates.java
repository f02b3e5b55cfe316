package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * Two debits of 30 from 100 must leave 40.
 *
 * <p>
 * Reading, computing and writing back loses one of them at every level but SERIALIZABLE, which fails one instead. A lock
 * outside the database helps only if it is taken before the transaction's first read and given back after its commit.
 */
final class LostUpdates {
    private static final String INSERT = "INSERT INTO lab_balance (account, asset, balance) VALUES (?, 'COIN', 100)";
    private static final String READ = "SELECT balance FROM lab_balance WHERE account = ? AND asset = 'COIN'";
    private static final String WRITE = "UPDATE lab_balance SET balance = ? WHERE account = ? AND asset = 'COIN'";
    private static final String GUARDED = """
            UPDATE lab_balance SET balance = balance - 30 WHERE account = ? AND asset = 'COIN' AND balance >= 30""";

    private LostUpdates() {}

    static Chapter chapter() {
        return new Chapter("Lost updates",
                """
                        Two debits of 30 from 100 must leave 40. Read, compute, write back loses one of them at every level but \
                        SERIALIZABLE, which fails one instead. An external lock (a Redis lock, for instance) helps only if it is \
                        taken before the transaction's first read and given back after its commit: inside the transaction it \
                        guards a stale snapshot, or lets the next one in before the result can be seen.""",
                List.of(
                        new Experiment("lost update: read, compute, write", "Never write what a plain read computed",
                                (lab, level) -> readComputeWrite(lab, level, READ)),
                        new Experiment("the same with FOR UPDATE", "Lock the row, then decide",
                                (lab, level) -> readComputeWrite(lab, level, READ + " FOR UPDATE")),
                        new Experiment("the same as one guarded UPDATE",
                                "Right too, but no verdict for each step of a fold", LostUpdates::guardedUpdate),
                        new Experiment("lock released before commit", "Unlock after commit or rollback",
                                LostUpdates::unlockBeforeCommit),
                        new Experiment("snapshot taken before the lock", "Lock first, then begin; no read before",
                                LostUpdates::snapshotBeforeLock)));
    }

    private static Observation readComputeWrite(LabDatabase lab, Isolation level, String read) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account);
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            Step<List<Long>> firstRead = first.select(read, account);
            Step<List<Long>> secondRead = second.select(read, account);
            if (secondRead.waited()) {
                first.update(WRITE, firstRead.result().getFirst() - 30, account).result();
                first.commit();
                second.update(WRITE, secondRead.result().getFirst() - 30, account).result();
                second.commit();
                return verdict(lab, account, "waits");
            }
            Step<Integer> firstWrite = first.update(WRITE, firstRead.result().getFirst() - 30, account);
            if (!firstWrite.waited()) {
                first.commit();
            }
            Step<Integer> secondWrite = second.update(WRITE, secondRead.result().getFirst() - 30, account);
            int error = Math.max(firstWrite.error(), secondWrite.error());
            if (error != 0) {
                return Observation.error(error);
            }
            second.commit();
            return verdict(lab, account, "right");
        }
    }

    private static Observation guardedUpdate(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account);
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            first.update(GUARDED, account).result();
            Step<Integer> waiting = second.update(GUARDED, account);
            first.commit();
            waiting.result();
            second.commit();
            return verdict(lab, account, waiting.waited() ? "waits" : "right");
        }
    }

    private static Observation unlockBeforeCommit(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account);
        ExternalLock lock = new ExternalLock();
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            lock.take();
            first.update(WRITE, first.number(READ, account) - 30, account).result();
            lock.giveBack();
            // the first has returned its lock and not committed yet: now the second is let in
            lock.take();
            Step<List<Long>> read = second.select(READ, account);
            if (read.waited()) {
                first.commit();
                second.update(WRITE, read.result().getFirst() - 30, account).result();
                second.commit();
                return verdict(lab, account, "waits");
            }
            Step<Integer> write = second.update(WRITE, read.result().getFirst() - 30, account);
            first.commit();
            write.result();
            second.commit();
            return verdict(lab, account, "right by luck, a dirty read");
        }
    }

    private static Observation snapshotBeforeLock(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        String unrelated = lab.freshAccount();
        lab.given(INSERT, account);
        lab.given(INSERT, unrelated);
        ExternalLock lock = new ExternalLock();
        try (Session first = lab.session(level); Session second = lab.session(level)) {
            second.number(READ, unrelated);
            lock.take();
            first.update(WRITE, first.number(READ, account) - 30, account).result();
            first.commit();
            lock.giveBack();
            lock.take();
            second.update(WRITE, second.number(READ, account) - 30, account).result();
            second.commit();
            lock.giveBack();
            return verdict(lab, account, "reads the last commit");
        }
    }

    private static Observation verdict(LabDatabase lab, String account, String how) throws SQLException {
        long left = lab.committed(READ, account);
        return left == 40 ? Observation.immune(how) : Observation.happens(left + " left of 100 - 30 - 30");
    }

    /** Stands for a lock of Redis: exclusive, but it knows nothing of transactions. */
    private static final class ExternalLock {
        private boolean taken;

        void take() {
            if (taken) {
                throw new IllegalStateException("The experiment's steps do not respect their lock");
            }
            taken = true;
        }

        void giveBack() {
            taken = false;
        }
    }
}
