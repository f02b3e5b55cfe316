package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.ParkReason;
import dev.accountrisk.engine.EngineObserver.Failure;
import dev.accountrisk.engine.position.Fence;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import java.util.List;

/**
 * Applies the slices of one partition: plan, take the locks, run the transaction, report. It has no thread and no schedule of
 * its own, and belongs to one thread at a time. {@link Engines#applyTogether} applies slices of several partitions at once.
 */
public final class Engine<E extends Entry> implements AutoCloseable {
    private static final long NOTHING = -1;

    private final SliceStep<E> step;
    private final Fence fence;
    private final SliceTransaction transaction;
    private final EngineObserver observer;
    private final StepClock clock;
    /** Where the newest slice ended whose commit is certain, or {@link #NOTHING}: what the step remembers is true only there. */
    private long committedOffset = NOTHING;

    Engine(SliceStep<E> step, Fence fence, SliceTransaction transaction, EngineObserver observer, StepClock clock) {
        this.step = step;
        this.fence = fence;
        this.transaction = transaction;
        this.observer = observer;
        this.clock = clock;
    }

    SliceStep<E> step() {
        return step;
    }

    Fence fence() {
        return fence;
    }

    StepClock clock() {
        return clock;
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

    ApplyResult applyInParts(Slice<E> slice) {
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

    private ApplyResult applyOnce(Slice<E> slice) {
        forgetUnlessContinued(slice);
        PlannedSlice<E> planned = plan(slice);
        Ending ending = transaction.run(List.of(planned));
        if (ending instanceof Ending.Refused(String cause)) {
            observer.failed(slice.source(), slice.records().size(), planned.plan(), Failure.REFUSED);
            return isolate(slice, cause);
        }
        return resultOf(planned, 0, ending);
    }

    PlannedSlice<E> plan(Slice<E> slice) {
        clock.start();
        PlannedSlice<E> planned = new PlannedSlice<>(this, slice, step.plan(slice));
        clock.done(EngineStep.PLAN);
        return planned;
    }

    /** The result of a slice whose transaction ended. It has this place among the slices of the transaction. */
    ApplyResult resultOf(PlannedSlice<E> planned, int place, Ending ending) {
        Slice<E> slice = planned.slice();
        return switch (ending) {
            case Ending.Committed(List<OutcomeCounts> counts) -> {
                planned.plan().committed();
                committedOffset = slice.nextOffset();
                observer.committed(slice.source(), slice.records().size(), planned.plan());
                yield new ApplyResult.Done(counts.get(place));
            }
            case Ending.FoundCommitted(List<OutcomeCounts> counts) -> new ApplyResult.Done(counts.get(place));
            case Ending.Unresolved(List<OutcomeCounts> pending, String cause) ->
                new ApplyResult.Unresolved(OutcomeCounts.NONE, pending.get(place), slice.nextOffset(), cause);
            case Ending.Fenced _ -> new ApplyResult.FenceLost(OutcomeCounts.NONE);
            case Ending.Unavailable(String cause) -> new ApplyResult.Unavailable(OutcomeCounts.NONE, cause);
            case Ending.Stopped(String cause) -> new ApplyResult.Stopped(OutcomeCounts.NONE, cause);
            case Ending.Refused(String cause) -> throw new IllegalStateException("bug: not isolated: " + cause);
        };
    }

    /**
     * Forgets everything unless the slice begins where the newest certain commit ended. A position that is elsewhere belongs to
     * another history: the database may have lost transactions in a fail-over, or an older copy of it was restored. After any
     * other outcome than a certain commit nobody knows what the next connection leads to.
     */
    void forgetUnlessContinued(Slice<E> slice) {
        if (slice.fromOffset() != committedOffset) {
            step.forget();
            fence.forget();
        }
        committedOffset = NOTHING;
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
}
