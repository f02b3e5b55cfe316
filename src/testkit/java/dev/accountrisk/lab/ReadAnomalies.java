package dev.accountrisk.lab;

import java.sql.SQLException;
import java.util.List;

/**
 * What a plain {@code SELECT} is worth.
 *
 * <p>
 * Below SERIALIZABLE a plain read takes no lock: it sees whatever is there (READ UNCOMMITTED), the last commit at each
 * statement (READ COMMITTED), or the last commit at the transaction's <em>first</em> read (REPEATABLE READ). A write never
 * uses that snapshot: it acts on the newest committed row. A transaction that reads one way and writes the other way
 * therefore acts on rows that it has never seen.
 */
final class ReadAnomalies {
    private static final String INSERT = "INSERT INTO lab_balance (account, asset, balance) VALUES (?, 'COIN', ?)";
    private static final String READ = "SELECT balance FROM lab_balance WHERE account = ? AND asset = 'COIN'";
    private static final String WRITE = "UPDATE lab_balance SET balance = ? WHERE account = ? AND asset = 'COIN'";
    private static final String COUNT = "SELECT COUNT(*) FROM lab_balance WHERE account = ?";

    private ReadAnomalies() {}

    static Chapter chapter() {
        return new Chapter("What a plain read is worth",
                """
                        Below SERIALIZABLE a plain SELECT takes no lock. It shows whatever is there (READ UNCOMMITTED), the last \
                        commit at each statement (READ COMMITTED), or the last commit at the transaction's first read \
                        (REPEATABLE READ). A write never uses that snapshot: it acts on the newest row. Nothing that was read \
                        without a lock may decide what is written.""",
                List.of(
                        new Experiment("dirty read", "No level below READ COMMITTED", ReadAnomalies::dirtyRead),
                        new Experiment("non-repeatable read", "Read once, under the row's lock",
                                ReadAnomalies::nonRepeatableRead),
                        new Experiment("phantom", "Lock rows by key; no decision rests on a range",
                                ReadAnomalies::phantom),
                        new Experiment("update of a row the snapshot cannot see",
                                "A snapshot protects reads, never writes", ReadAnomalies::updateOfUnseenRow),
                        new Experiment("plain read of a row being written",
                                "SERIALIZABLE trades anomalies for time-outs", ReadAnomalies::readOfRowBeingWritten)));
    }

    private static Observation dirtyRead(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account, 100);
        try (Session writer = lab.session(level); Session reader = lab.session(level)) {
            writer.update(WRITE, 50, account).result();
            Step<List<Long>> read = reader.select(READ, account);
            writer.rollback();
            long seen = read.result().getFirst();
            return seen == 50
                    ? Observation.happens("read 50, rolled back later")
                    : Observation.immune(read.waited() ? "waits" : "reads the last commit");
        }
    }

    private static Observation nonRepeatableRead(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account, 100);
        try (Session reader = lab.session(level); Session writer = lab.session(level)) {
            long first = reader.number(READ, account);
            Step<Integer> write = writer.update(WRITE, 50, account);
            if (!write.waited()) {
                writer.commit();
            }
            long second = reader.number(READ, account);
            reader.commit();
            write.result();
            return first != second
                    ? Observation.happens("read 100, then 50")
                    : Observation.immune(write.waited() ? "the writer waits" : "reads its snapshot");
        }
    }

    private static Observation phantom(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        try (Session reader = lab.session(level); Session writer = lab.session(level)) {
            long first = reader.number(COUNT, account);
            Step<Integer> insert = writer.update(INSERT, account, 100);
            if (!insert.waited()) {
                writer.commit();
            }
            long second = reader.number(COUNT, account);
            reader.commit();
            insert.result();
            return first != second
                    ? Observation.happens("0 rows, then 1")
                    : Observation.immune(insert.waited() ? "the writer waits" : "reads its snapshot");
        }
    }

    private static Observation updateOfUnseenRow(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        try (Session reader = lab.session(level); Session writer = lab.session(level)) {
            reader.number(COUNT, account);
            Step<Integer> insert = writer.update(INSERT, account, 100);
            if (insert.waited()) {
                reader.commit();
                insert.result();
                return Observation.immune("the writer waits");
            }
            writer.commit();
            long seen = reader.number(COUNT, account);
            int changed = reader.update(WRITE, 70, account).result();
            long seenAfter = reader.number(COUNT, account);
            return seen < changed
                    ? Observation.happens("saw " + seen + ", changed " + changed + ", now sees " + seenAfter)
                    : Observation.immune("sees what it changes");
        }
    }

    private static Observation readOfRowBeingWritten(LabDatabase lab, Isolation level) throws SQLException {
        String account = lab.freshAccount();
        lab.given(INSERT, account, 100);
        try (Session writer = lab.session(level); Session reader = lab.session(level).lockWaitSeconds(1)) {
            writer.update(WRITE, 50, account).result();
            Step<List<Long>> read = reader.select(READ, account);
            int error = read.error();
            writer.commit();
            if (error != 0) {
                return Observation.error(error);
            }
            return read.result().getFirst() == 50
                    ? Observation.happens("acts on what is not committed")
                    : Observation.immune("reads the last commit");
        }
    }
}
