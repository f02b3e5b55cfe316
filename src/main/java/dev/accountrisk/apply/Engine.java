package dev.accountrisk.apply;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.database.CommitOutcomeUnknownException;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import java.sql.SQLException;
import java.util.List;

/**
 * Applies batches of one partition: plan, take the locks, run the transaction, report. Has no thread and no schedule of its own,
 * and belongs to the thread that calls it.
 */
public final class Engine<T> {
    private final BatchStep<T> step;
    private final AccountLocks locks;
    private final Transactions transactions;
    private final Fence fence;
    private final RerunPolicy reruns;
    private final EngineObserver observer;
    private final StepClock clock;

    Engine(BatchStep<T> step, Fence fence, AccountLocks locks, Transactions transactions, RerunPolicy reruns,
            EngineObserver observer,
            StepClock clock) {
        this.step = step;
        this.locks = locks;
        this.transactions = transactions;
        this.fence = fence;
        this.reruns = reruns;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * An empty buffer for records that are to become a batch. It may drop the bytes of valid records: where they turn out to be
     * needed, {@link ApplyResult.Unkept} says so.
     */
    public RecordBuffer<T> newBuffer() {
        return step.buffer();
    }

    /**
     * Applies a batch: as a whole where that can be, else in parts. What is committed of it is a prefix, whatever happens.
     *
     * @param batch at least one record, in order
     */
    public ApplyResult apply(Batch<T> batch) {
        long beganNanos = System.nanoTime();
        ApplyResult result = applyHeads(batch);
        observer.finished(batch.records().size(), System.nanoTime() - beganNanos);
        return result;
    }

    private ApplyResult applyHeads(Batch<T> batch) {
        OutcomeCounts before = OutcomeCounts.NONE;
        Batch<T> rest = batch;
        while (true) {
            Batch<T> head = step.head(rest);
            ApplyResult result = applyHead(head);
            if (!(result instanceof ApplyResult.Done(OutcomeCounts counts))) {
                return result.after(before);
            }
            before = before.plus(counts);
            if (head.nextOffset() == rest.nextOffset()) {
                return new ApplyResult.Done(before);
            }
            rest = rest.from(head.records().size());
        }
    }

    private ApplyResult applyHead(Batch<T> batch) {
        clock.start();
        BatchStep.Plan plan = step.plan(batch);
        clock.done(EngineStep.PLAN);
        for (int attempt = 1;; attempt++) {
            OutcomeCounts[] decided = {OutcomeCounts.NONE};
            try {
                OutcomeCounts counts = lockAndRun(batch, plan, attempt > 1, decided);
                plan.committed();
                return new ApplyResult.Done(counts);
            } catch (FenceLostException fenceLost) {
                observer.fenced();
                step.forget();
                fence.lost();
                return new ApplyResult.FenceLost(OutcomeCounts.NONE);
            } catch (LostRaceException lostRace) {
                observer.rerun("lost-race");
                if (!reruns.pauseBefore(attempt + 1)) {
                    return new ApplyResult.Unavailable(OutcomeCounts.NONE, lostRace.toString());
                }
            } catch (CommitOutcomeUnknownException unknown) {
                return resolve(batch, decided[0], unknown);
            } catch (SQLException failure) {
                switch (SqlFault.of(failure)) {
                    case RERUN -> {
                        observer.rerun(SqlFault.causeOf(failure));
                        if (!reruns.pauseBefore(attempt + 1)) {
                            return new ApplyResult.Unavailable(OutcomeCounts.NONE, SqlFault.describe(failure));
                        }
                    }
                    case WAIT -> {
                        return new ApplyResult.Unavailable(OutcomeCounts.NONE, SqlFault.describe(failure));
                    }
                    case STOP -> {
                        return new ApplyResult.Stopped(OutcomeCounts.NONE, SqlFault.describe(failure));
                    }
                    case POISON -> {
                        return isolate(batch, failure);
                    }
                }
            }
        }
    }

    private OutcomeCounts lockAndRun(Batch<T> batch, BatchStep.Plan plan, boolean again, OutcomeCounts[] decided)
            throws SQLException, CommitOutcomeUnknownException {
        clock.start();
        try (AccountLocks.Held held = locks.acquire(plan.accountsToLock())) {
            clock.done(EngineStep.LOCK);
            OutcomeCounts counts = transactions.run(connection -> {
                if (!fence.advanceInTx(connection, batch)) {
                    throw new FenceLostException();
                }
                clock.done(EngineStep.FENCE);
                OutcomeCounts outcome = plan.applyInTx(connection, again);
                fence.countInTx(connection, batch.source(), outcome);
                decided[0] = outcome;
                return outcome;
            });
            clock.done(EngineStep.COMMIT);
            return counts;
        }
    }

    /** Halves the batch, down to the one record that the database refuses, which is parked. */
    private ApplyResult isolate(Batch<T> batch, SQLException failure) {
        if (batch.records().size() == 1) {
            Received<T> record = batch.records().getFirst();
            if (!record.isValid()) {
                return new ApplyResult.Stopped(OutcomeCounts.NONE,
                        "cannot even be parked: " + SqlFault.describe(failure));
            }
            if (record.value() == null) {
                return new ApplyResult.Unkept(OutcomeCounts.NONE);
            }
            return applyHead(batch.with(List.of(
                    record.parkedAs(ParkReason.UNPROCESSABLE,
                            "the database refuses it: " + SqlFault.describe(failure)))));
        }
        observer.split();
        ApplyResult first = applyHeads(batch.firstHalf());
        return first instanceof ApplyResult.Done(OutcomeCounts counts)
                ? applyHeads(batch.secondHalf()).after(counts)
                : first;
    }

    /** Asks the position whether a commit happened whose answer did not arrive. */
    private ApplyResult resolve(Batch<T> batch, OutcomeCounts decided, CommitOutcomeUnknownException unknown) {
        String cause = SqlFault.describe(unknown.failure());
        observer.rerun("commit-unknown");
        for (int attempt = 2; reruns.pauseBefore(attempt); attempt++) {
            try {
                boolean committed = transactions.run(connection -> fence.readInTx(connection, batch.source()))
                        .filter(position -> position.topicId().equals(batch.source().topicId()))
                        .filter(position -> position.nextOffset() >= batch.nextOffset())
                        .isPresent();
                return committed
                        ? new ApplyResult.Done(decided)
                        : new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
            } catch (SQLException stillAway) {
                cause = SqlFault.describe(stillAway);
            } catch (CommitOutcomeUnknownException stillAway) {
                cause = SqlFault.describe(stillAway.failure());
            }
        }
        return new ApplyResult.Unresolved(OutcomeCounts.NONE, decided, batch.nextOffset(), cause);
    }
}
