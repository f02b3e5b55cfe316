package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.database.Causes;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies slices of several partitions of one topic, in one transaction where that works. Slices that touch the same account or
 * want the same external reference follow each other. A slice whose fence is lost is dropped before anything is written for it. A transaction that
 * the database refuses is halved until the refused slice is alone, and then that slice is halved. Used once.
 */
final class SharedApplication<E extends Entry> {
    private static final Logger LOG = LoggerFactory.getLogger(SharedApplication.class);

    private final SliceTransaction transaction;
    private final EngineObserver observer;
    private final Map<Source, ApplyResult> results = new HashMap<>();

    /** A slice, and what no other slice of its transaction may touch. */
    private record Candidate<E extends Entry>(PlannedSlice<E> planned, Set<String> touched) {}

    SharedApplication(SliceTransaction transaction, EngineObserver observer) {
        this.transaction = transaction;
        this.observer = observer;
    }

    /** Applies the slices, each of another partition; returns the result of each. */
    Map<Source, ApplyResult> apply(List<PartitionSlice<E>> slices) {
        if (slices.size() == 1) {
            applyAlone(slices.getFirst());
            return results;
        }
        List<Candidate<E>> waiting = new ArrayList<>();
        List<PartitionSlice<E>> alone = new ArrayList<>();
        for (PartitionSlice<E> each : slices) {
            try {
                if (fitsOneTransaction(each)) {
                    PlannedSlice<E> planned = each.engine().plan(each.slice());
                    waiting.add(new Candidate<>(planned, planned.plan().touched()));
                } else {
                    alone.add(each);
                }
            } catch (RuntimeException bug) {
                // it fails again by itself, and stops its own partition
                alone.add(each);
            }
        }
        waiting.sort(Comparator.comparing(candidate -> candidate.planned().source(), SharedFence.order()));
        while (!waiting.isEmpty()) {
            List<Candidate<E>> together = disjoint(waiting);
            waiting.removeAll(together);
            applyTogether(together.stream().map(Candidate::planned).toList());
        }
        alone.forEach(this::applyAlone);
        return results;
    }

    /** The first of the slices, and those after it that touch nothing that an earlier one touches. */
    private static <E extends Entry> List<Candidate<E>> disjoint(List<Candidate<E>> slices) {
        Set<String> touched = new HashSet<>();
        List<Candidate<E>> disjoint = new ArrayList<>();
        for (Candidate<E> candidate : slices) {
            if (candidate.touched().stream().noneMatch(touched::contains)) {
                touched.addAll(candidate.touched());
                disjoint.add(candidate);
            }
        }
        return disjoint;
    }

    private static <E extends Entry> boolean fitsOneTransaction(PartitionSlice<E> one) {
        return one.engine().step().firstTransaction(one.slice()).nextOffset() == one.slice().nextOffset();
    }

    private void applyTogether(List<PlannedSlice<E>> slices) {
        if (slices.size() < 2) {
            slices.forEach(planned -> applyAlone(new PartitionSlice<>(planned.engine(), planned.slice())));
            return;
        }
        slices.forEach(planned -> planned.engine().forgetUnlessContinued(planned.slice()));
        Ending ending;
        try {
            ending = transaction.run(slices);
        } catch (RuntimeException bug) {
            LOG.atWarn()
                    .setCause(bug)
                    .addKeyValue("partitions", slices.size())
                    .log("unexpected failure: nothing of this transaction is committed, and each half of it is tried by itself");
            ending = new Ending.Refused(Causes.innermost(bug));
        }
        switch (ending) {
            case Ending.Fenced(Set<Source> lost) -> {
                lost.forEach(source -> results.put(source, new ApplyResult.FenceLost(OutcomeCounts.NONE)));
                applyTogether(slices.stream().filter(planned -> !lost.contains(planned.source())).toList());
            }
            case Ending.Refused _ -> {
                observer.split();
                applyTogether(slices.subList(0, slices.size() / 2));
                applyTogether(slices.subList(slices.size() / 2, slices.size()));
            }
            case Ending.Committed _,Ending.FoundCommitted _,Ending.Unresolved _,Ending.Unavailable _,Ending.Stopped _ -> {
                for (int place = 0; place < slices.size(); place++) {
                    PlannedSlice<E> planned = slices.get(place);
                    results.put(planned.source(), planned.engine().resultOf(planned, place, ending));
                }
            }
        }
    }

    private void applyAlone(PartitionSlice<E> one) {
        Source source = one.slice().source();
        try {
            results.put(source, one.engine().applyInParts(one.slice()));
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("partition", source)
                    .log("unexpected failure: nothing of this batch is committed, and the partition stops");
            results.put(source,
                    new ApplyResult.Stopped(OutcomeCounts.NONE, "unexpected failure: " + Causes.innermost(bug)));
        }
    }
}
