package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.TransactionResult;
import dev.accountrisk.database.TransactionResult.Committed;
import dev.accountrisk.database.TransactionResult.Unknown;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.EngineObserver.Failure;
import dev.accountrisk.engine.position.FenceLostException;
import dev.accountrisk.engine.position.FencedSlice;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The transaction of one slice, or of several slices of different partitions: takes the locks, runs, and runs again after a deadlock
 * or a lost race. If the answer to its commit is lost, it asks the positions.
 */
final class SliceTransaction {
    private final AccountLocks locks;
    private final Transactions transactions;
    private final SharedFence sharedFence;
    private final RerunPolicy reruns;
    private final EngineObserver observer;

    SliceTransaction(AccountLocks locks, Transactions transactions, SharedFence sharedFence, RerunPolicy reruns,
            EngineObserver observer) {
        this.locks = locks;
        this.transactions = transactions;
        this.sharedFence = sharedFence;
        this.reruns = reruns;
        this.observer = observer;
    }

    /** Runs it. Several slices are in the order of their positions, and no two of them touch the same account. */
    <E extends Entry> Ending run(List<PlannedSlice<E>> slices) {
        SliceStep.Trust trust = SliceStep.Trust.OPTIMISTIC;
        for (int attempt = 1;; attempt++) {
            String cause;
            try {
                switch (lockAndRun(slices, trust)) {
                    case Committed<List<OutcomeCounts>>(List<OutcomeCounts> counts) -> {
                        return new Ending.Committed(counts);
                    }
                    case Unknown<List<OutcomeCounts>>(List<OutcomeCounts> counts, SQLException failure) -> {
                        failed(slices, Failure.COMMIT_UNKNOWN);
                        return resolve(slices, counts, failure);
                    }
                }
            } catch (FenceLostException fenceLost) {
                slices.stream().filter(planned -> fenceLost.lost().contains(planned.source())).forEach(planned -> {
                    observer.fenced();
                    failed(List.of(planned), Failure.FENCED);
                });
                return new Ending.Fenced(fenceLost.lost());
            } catch (LostRaceException lostRace) {
                rerun(slices, "lost-race");
                cause = lostRace.toString();
            } catch (SQLException failure) {
                cause = SqlFault.describe(failure);
                switch (SqlFault.of(failure)) {
                    case RERUN -> rerun(slices, SqlFault.causeOf(failure));
                    case WAIT -> {
                        return new Ending.Unavailable(cause);
                    }
                    case STOP -> {
                        return new Ending.Stopped(cause);
                    }
                    case POISON -> {
                        return new Ending.Refused(cause);
                    }
                }
            }
            if (!reruns.pauseBefore(attempt + 1)) {
                return new Ending.Unavailable(cause);
            }
            trust = SliceStep.Trust.LOCK_AND_LOOK;
        }
    }

    private void rerun(List<? extends PlannedSlice<?>> slices, String cause) {
        observer.rerun(cause);
        failed(slices, Failure.ofRerun(cause));
    }

    private void failed(List<? extends PlannedSlice<?>> slices, Failure failure) {
        for (PlannedSlice<?> planned : slices) {
            Slice<?> slice = planned.slice();
            observer.failed(slice.source(), slice.records().size(), planned.plan(), failure);
        }
    }

    private <E extends Entry> TransactionResult<List<OutcomeCounts>> lockAndRun(List<PlannedSlice<E>> slices,
            SliceStep.Trust trust) throws SQLException {
        StepClock clock = slices.getFirst().engine().clock();
        clock.start();
        try (AccountLocks.Held held = locks.acquire(PlannedSlice.accountsToLock(slices))) {
            clock.done(EngineStep.LOCK);
            TransactionResult<List<OutcomeCounts>> result = transactions
                    .run(connection -> slices.size() == 1
                            ? applyAloneInTx(connection, slices.getFirst(), trust)
                            : applyTogetherInTx(connection, slices, trust));
            clock.done(EngineStep.COMMIT);
            return result;
        }
    }

    private static <E extends Entry> List<OutcomeCounts> applyAloneInTx(Connection connection, PlannedSlice<E> only,
            SliceStep.Trust trust) throws SQLException {
        Engine<E> engine = only.engine();
        if (!engine.fence().advanceInTx(connection, only.slice())) {
            throw new FenceLostException(Set.of(only.source()));
        }
        engine.clock().done(EngineStep.FENCE);
        List<OutcomeCounts> counts = engine.step().applyInTx(connection, List.of(only.plan()), trust);
        engine.fence().countInTx(connection, only.source(), counts.getFirst());
        return counts;
    }

    private <E extends Entry> List<OutcomeCounts> applyTogetherInTx(Connection connection,
            List<PlannedSlice<E>> slices, SliceStep.Trust trust) throws SQLException {
        Engine<E> first = slices.getFirst().engine();
        List<FencedSlice> fenced = slices.stream().map(PlannedSlice::fenced).toList();
        var lost = sharedFence.lostInTx(connection, fenced);
        if (!lost.isEmpty()) {
            throw new FenceLostException(lost);
        }
        first.clock().done(EngineStep.FENCE);
        List<OutcomeCounts> counts = first.step()
                .applyInTx(connection, slices.stream().map(PlannedSlice::plan).toList(), trust);
        sharedFence.moveInTx(connection, fenced, counts);
        return counts;
    }

    /** Reads the positions to learn whether a commit without an answer took effect. */
    private Ending resolve(List<? extends PlannedSlice<?>> slices, List<OutcomeCounts> counts, SQLException failure) {
        String cause = SqlFault.describe(failure);
        observer.rerun("commit-unknown");
        for (int attempt = 2; reruns.pauseBefore(attempt); attempt++) {
            try {
                return switch (transactions.runRepeatable(connection -> movedInTx(connection, slices))) {
                    case ALL -> new Ending.FoundCommitted(counts);
                    case NONE -> new Ending.Unavailable(cause);
                    case SOME -> new Ending.Unavailable("of the partitions of one commit without an answer, another"
                            + " worker has moved some: " + cause);
                };
            } catch (SQLException stillAway) {
                cause = SqlFault.describe(stillAway);
            }
        }
        return new Ending.Unresolved(counts, cause);
    }

    private SharedFence.Moved movedInTx(Connection connection, List<? extends PlannedSlice<?>> slices)
            throws SQLException {
        if (slices.size() > 1) {
            return sharedFence.movedInTx(connection, slices.stream().map(PlannedSlice::fenced).toList());
        }
        PlannedSlice<?> only = slices.getFirst();
        return only.engine()
                .fence()
                .readInTx(connection, only.source())
                .filter(position -> position.topicId().equals(only.source().topicId()))
                .filter(position -> position.nextOffset() >= only.slice().nextOffset())
                .isPresent() ? SharedFence.Moved.ALL : SharedFence.Moved.NONE;
    }
}
