package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.TransactionResult;
import dev.accountrisk.database.TransactionResult.Committed;
import dev.accountrisk.database.TransactionResult.Unknown;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.EngineObserver.Failure;
import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.position.FenceLostException;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import java.sql.SQLException;
import java.util.List;

/**
 * Applies the slices of one partition: plan, take the locks, run the transaction, report. It has no thread and no schedule of
 * its own, and belongs to one thread at a time.
 */
public final class Engine<E extends Entry> implements AutoCloseable {
    private static final long NOTHING = -1;

    private final SliceStep<E> step;
    private final AccountLocks locks;
    private final Transactions transactions;
    private final Fence fence;
    private final RerunPolicy reruns;
    private final EngineObserver observer;
    private final StepClock clock;
    /** Where the newest slice ended whose commit is certain, or {@link #NOTHING}: what the step remembers is true only there. */
    private long committedOffset = NOTHING;

    Engine(SliceStep<E> step, Fence fence, AccountLocks locks, Transactions transactions, RerunPolicy reruns,
            EngineObserver observer, StepClock clock) {
        this.step = step;
        this.locks = locks;
        this.transactions = transactions;
        this.fence = fence;
        this.reruns = reruns;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * An empty buffer for records that will become a slice. It may drop the bytes of valid records. If the engine needs them later,
     * it returns {@link ApplyResult.Unkept}.
     */
    public RecordBuffer<E> newBuffer() {
        return step.newBuffer();
    }

    /** Applies a slice, whole if possible, otherwise in parts. Whatever happens, the committed records are a prefix of it. */
    public ApplyResult apply(Slice<E> slice) {
        long startNanos = clock.nanoTime();
        ApplyResult result = applyInParts(slice);
        observer.finished(slice.records().size(), clock.nanoTime() - startNanos);
        return result;
    }

    /** Closes the step: the partition is no longer this engine's. */
    @Override
    public void close() {
        step.close();
    }

    private ApplyResult applyInParts(Slice<E> slice) {
        OutcomeCounts before = OutcomeCounts.NONE;
        Slice<E> rest = slice;
        while (true) {
            Slice<E> next = step.firstTransaction(rest);
            ApplyResult result = applyOnce(next);
            if (!(result instanceof ApplyResult.Done(OutcomeCounts counts))) {
                return result.after(before);
            }
            before = before.plus(counts);
            if (next.nextOffset() == rest.nextOffset()) {
                return new ApplyResult.Done(before);
            }
            rest = rest.from(next.records().size());
        }
    }

    /** Applies a slice in one transaction, which is run again after a deadlock or a lost race. */
    private ApplyResult applyOnce(Slice<E> slice) {
        forgetUnlessContinued(slice);
        clock.start();
        PlannedSlice planned = new PlannedSlice(slice, step.plan(slice), fence);
        clock.done(EngineStep.PLAN);
        SliceStep.Trust trust = SliceStep.Trust.OPTIMISTIC;
        for (int attempt = 1;; attempt++) {
            String cause;
            try {
                switch (lockAndRun(List.of(planned), trust)) {
                    case Committed<OutcomeCounts>(OutcomeCounts counts) -> {
                        planned.plan().committed();
                        committedOffset = slice.nextOffset();
                        observer.committed(slice.source(), slice.records().size(), planned.plan());
                        return new ApplyResult.Done(counts);
                    }
                    case Unknown<OutcomeCounts>(OutcomeCounts counts, SQLException failure) -> {
                        failed(planned, Failure.COMMIT_UNKNOWN);
                        return resolve(slice, counts, failure);
                    }
                }
            } catch (FenceLostException fenceLost) {
                observer.fenced();
                failed(planned, Failure.FENCED);
                return new ApplyResult.FenceLost(OutcomeCounts.NONE);
            } catch (LostRaceException lostRace) {
                rerun(planned, "lost-race");
                cause = lostRace.toString();
            } catch (SQLException failure) {
                cause = SqlFault.describe(failure);
                switch (SqlFault.of(failure)) {
                    case RERUN -> rerun(planned, SqlFault.causeOf(failure));
                    case WAIT -> {
                        return new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
                    }
                    case STOP -> {
                        return new ApplyResult.Stopped(OutcomeCounts.NONE, cause);
                    }
                    case POISON -> {
                        failed(planned, Failure.REFUSED);
                        return isolate(slice, cause);
                    }
                }
            }
            if (!reruns.pauseBefore(attempt + 1)) {
                return new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
            }
            trust = SliceStep.Trust.LOCK_AND_LOOK;
        }
    }

    private void rerun(PlannedSlice planned, String cause) {
        observer.rerun(cause);
        failed(planned, Failure.ofRerun(cause));
    }

    private void failed(PlannedSlice planned, Failure failure) {
        Slice<?> slice = planned.slice();
        observer.failed(slice.source(), slice.records().size(), planned.plan(), failure);
    }

    /**
     * Forgets everything unless the slice begins where the newest certain commit ended. A position that is elsewhere belongs to
     * another history: the database may have lost transactions in a fail-over, or an older copy of it was restored. After any
     * other outcome than a certain commit nobody knows what the next connection leads to.
     */
    private void forgetUnlessContinued(Slice<E> slice) {
        if (slice.fromOffset() != committedOffset) {
            step.forget();
            fence.forget();
        }
        committedOffset = NOTHING;
    }

    /** Runs the transaction of several slices, each of another partition. Today it is always one. */
    private TransactionResult<OutcomeCounts> lockAndRun(List<PlannedSlice> slices, SliceStep.Trust trust)
            throws SQLException {
        clock.start();
        try (AccountLocks.Held held = locks.acquire(PlannedSlice.accountsToLock(slices))) {
            clock.done(EngineStep.LOCK);
            TransactionResult<OutcomeCounts> result = transactions.run(connection -> {
                OutcomeCounts counts = OutcomeCounts.NONE;
                for (PlannedSlice slice : slices) {
                    counts = counts.plus(slice.applyInTx(connection, trust, clock));
                }
                return counts;
            });
            clock.done(EngineStep.COMMIT);
            return result;
        }
    }

    /** Halves the slice until it finds the record that the database refuses, and parks that record. */
    private ApplyResult isolate(Slice<E> slice, String cause) {
        if (slice.records().size() == 1) {
            return parkRefused(slice, slice.records().getFirst(), cause);
        }
        observer.split();
        ApplyResult first = applyInParts(slice.firstHalf());
        return first instanceof ApplyResult.Done(OutcomeCounts counts)
                ? applyInParts(slice.secondHalf()).after(counts)
                : first;
    }

    private ApplyResult parkRefused(Slice<E> slice, Received<E> record, String cause) {
        if (!record.isValid()) {
            return new ApplyResult.Stopped(OutcomeCounts.NONE, "the database refuses even to park it: " + cause);
        }
        if (record.value() == null) {
            return new ApplyResult.Unkept(OutcomeCounts.NONE);
        }
        return applyOnce(slice.with(
                List.of(record.parkedAs(ParkReason.UNPROCESSABLE, "the database refuses it: " + cause))));
    }

    /** Reads the position to learn whether a commit without an answer took effect. */
    private ApplyResult resolve(Slice<E> slice, OutcomeCounts decided, SQLException failure) {
        String cause = SqlFault.describe(failure);
        observer.rerun("commit-unknown");
        for (int attempt = 2; reruns.pauseBefore(attempt); attempt++) {
            try {
                boolean committed = transactions
                        .runRepeatable(connection -> fence.readInTx(connection, slice.source()))
                        .filter(position -> position.topicId().equals(slice.source().topicId()))
                        .filter(position -> position.nextOffset() >= slice.nextOffset())
                        .isPresent();
                return committed
                        ? new ApplyResult.Done(decided)
                        : new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
            } catch (SQLException stillAway) {
                cause = SqlFault.describe(stillAway);
            }
        }
        return new ApplyResult.Unresolved(OutcomeCounts.NONE, decided, slice.nextOffset(), cause);
    }
}
