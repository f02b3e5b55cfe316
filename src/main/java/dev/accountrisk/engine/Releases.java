package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.LockOrder;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.release.Dropped;
import dev.accountrisk.engine.release.ForeseenReferences;
import dev.accountrisk.engine.release.ParkedRecord;
import dev.accountrisk.engine.release.Preview;
import dev.accountrisk.engine.release.Release;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.engine.release.ReleasedRecord;
import dev.accountrisk.wire.Decoded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Releases and drops parked records of one topic, an account at a time. Belongs to one thread. */
public final class Releases<E extends Entry> {
    private static final int RECORDS_MAX = 500;

    private final ReleaseStep<E> step;
    private final Transactions transactions;
    private final AccountLocks locks;
    private final RerunPolicy reruns;
    private final EngineObserver observer;

    Releases(ReleaseStep<E> step, Transactions transactions, AccountLocks locks, RerunPolicy reruns,
            EngineObserver observer) {
        this.step = step;
        this.transactions = transactions;
        this.locks = locks;
        this.reruns = reruns;
        this.observer = observer;
    }

    /** Whether a record that is parked for this reason holds back the later records of its account. */
    public boolean holdsBack(ParkReason reason) {
        return step.holdsBack(reason);
    }

    /**
     * Releases the parked records of an account in their order, up to one that stays parked and blocks those after it. Once no
     * record holds the account back, the account's later records are applied again.
     */
    public Release release(String account, Function<ParkedRecord, Decoded<E>> decoder) throws SQLException {
        List<ReleasedRecord> records = new ArrayList<>();
        int limit = RECORDS_MAX;
        while (true) {
            long afterId = records.isEmpty() ? 0 : records.getLast().id();
            int most = limit;
            Release next;
            try {
                next = run(List.of(account),
                        connection -> step.releaseInTx(connection, account, afterId, most, decoder));
            } catch (SQLException failure) {
                if (SqlFault.of(failure) != SqlFault.POISON) {
                    throw failure;
                }
                if (limit > 1) {
                    // one by one, so that the refused record does not keep the others parked
                    limit = 1;
                    continue;
                }
                String detail = "the database refuses it: " + SqlFault.describe(failure);
                next = run(List.of(account), connection -> step.refuseInTx(connection, account, afterId, detail));
            }
            records.addAll(next.records());
            if (next.records().isEmpty() || next.blocked()) {
                return new Release(records, next.heldBack(), next.blocked());
            }
        }
    }

    /**
     * What {@link #release} would do now with the first parked records of an account: the same decisions. The transaction may only
     * read, and sees one snapshot.
     *
     * @param limit    how many records to look at, at most
     * @param foreseen what accounts that were looked at before in this snapshot would take from this one
     */
    public Preview previewInTx(Connection snapshot, String account, int limit,
            Function<ParkedRecord, Decoded<E>> decoder, ForeseenReferences foreseen) throws SQLException {
        return step.previewInTx(snapshot, account, limit, decoder, foreseen);
    }

    /** Drops parked records of an account for good. */
    public Dropped drop(String account, List<Long> ids) throws SQLException {
        return drop(List.of(account), ids);
    }

    /**
     * Drops parked records for good, all in one transaction. Once no record holds an account back, its later records are applied
     * again.
     */
    public Dropped drop(List<String> sortedAccounts, List<Long> ids) throws SQLException {
        LockOrder.require(sortedAccounts);
        return run(sortedAccounts, connection -> step.dropInTx(connection, sortedAccounts, ids));
    }

    private <T> T run(List<String> accounts, Transactions.Work<T> work) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try (AccountLocks.Held held = locks.acquire(accounts)) {
                return transactions.runRepeatable(work);
            } catch (LostRaceException lostRace) {
                observer.rerun("lost-race");
                if (!reruns.pauseBefore(attempt + 1)) {
                    throw new SQLException(lostRace);
                }
            } catch (SQLException failure) {
                if (SqlFault.of(failure) != SqlFault.RERUN || !reruns.pauseBefore(attempt + 1)) {
                    throw failure;
                }
                observer.rerun(SqlFault.causeOf(failure));
            }
        }
    }
}
