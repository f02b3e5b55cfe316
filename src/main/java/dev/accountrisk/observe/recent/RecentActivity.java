package dev.accountrisk.observe.recent;

import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.observe.recent.ActivityReport.HotAccount;
import dev.accountrisk.observe.recent.ActivityReport.PartitionFailures;
import dev.accountrisk.observe.recent.ActivityReport.Ranking;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Which accounts were hot in the last five minutes, and what kept transactions from committing. Writers report to it once for each batch,
 * after the transaction. However many accounts there are, its memory is bounded.
 */
public final class RecentActivity implements EngineObserver {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MINUTES = 5;
    private static final int REPORTED_MAX = 20;

    private final LongSupplier nanos;
    private final long startNanos;
    private final Deque<Minute> minutes = new ArrayDeque<>();

    /** Counts from now on. */
    public RecentActivity() {
        this(System::nanoTime);
    }

    RecentActivity(LongSupplier nanos) {
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public synchronized void committed(Source source, int records, SliceStep.Plan plan) {
        now().committed(source, records, plan);
    }

    @Override
    public synchronized void failed(Source source, int records, SliceStep.Plan plan, Failure failure) {
        now().failed(source, records, plan, failure);
    }

    private Minute now() {
        long number = forgetOld();
        if (minutes.isEmpty() || minutes.getLast().number != number) {
            minutes.addLast(new Minute(number));
        }
        return minutes.getLast();
    }

    /** Forgets minutes that are too old; returns the number of the current one. */
    private long forgetOld() {
        long number = (nanos.getAsLong() - startNanos) / MINUTE_NANOS;
        while (!minutes.isEmpty() && minutes.getFirst().number <= number - MINUTES) {
            minutes.removeFirst();
        }
        return number;
    }

    /** The last minutes, in a form that is bounded too. */
    public synchronized ActivityReport report() {
        long number = forgetOld();
        long sinceNanos = startNanos + Math.max(0, number - MINUTES + 1) * MINUTE_NANOS;
        return new ActivityReport(TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - sinceNanos),
                minutes.stream().anyMatch(minute -> minute.sampled), ranking(minute -> minute.records),
                ranking(minute -> minute.refused), ranking(minute -> minute.reruns), failures(),
                minutes.stream().anyMatch(minute -> minute.failuresCut));
    }

    private Ranking ranking(Function<Minute, SpaceSaving<Minute.Account>> part) {
        Map<Minute.Account, HotAccount> sums = new HashMap<>();
        long total = 0;
        for (Minute minute : minutes) {
            SpaceSaving<Minute.Account> counts = part.apply(minute);
            total += counts.total();
            counts.counters().forEach(counter -> sums.merge(counter.key(), hot(counter), RecentActivity::plus));
        }
        return new Ranking(total,
                sums.values()
                        .stream()
                        .sorted(Comparator.comparingLong(HotAccount::atMost).reversed())
                        .limit(REPORTED_MAX)
                        .toList());
    }

    private static HotAccount hot(SpaceSaving.Counter<Minute.Account> counter) {
        Minute.Account account = counter.key();
        return new HotAccount(account.topic(), account.partition(), account.uuid(), counter.count() - counter.error(),
                counter.count());
    }

    private static HotAccount plus(HotAccount one, HotAccount other) {
        return new HotAccount(one.topic(), one.partition(), one.account(), one.atLeast() + other.atLeast(),
                one.atMost() + other.atMost());
    }

    private List<PartitionFailures> failures() {
        Map<Minute.Partition, Map<Failure, Long>> sums = new HashMap<>();
        for (Minute minute : minutes) {
            minute.failures.forEach((partition, counts) -> counts.forEach(
                    (failure, count) -> sums.computeIfAbsent(partition, _ -> new EnumMap<>(Failure.class))
                            .merge(failure, count, Long::sum)));
        }
        return sums.entrySet()
                .stream()
                .map(entry -> new PartitionFailures(entry.getKey().topic(), entry.getKey().number(),
                        named(entry.getValue())))
                .sorted(Comparator.comparingLong(
                        (PartitionFailures one) -> one.byCause().values().stream().mapToLong(Long::longValue).sum())
                        .reversed())
                .toList();
    }

    private static Map<String, Long> named(Map<Failure, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((failure, count) -> named.put(failure.name(), count));
        return named;
    }
}
