package dev.accountrisk.console.overview;

import dev.accountrisk.console.partitions.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rates from the counters in MySQL, of the last hour since the console was started. Holds a bounded number of samples. */
final class Rates {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant time, Outcomes counted) {}

    /** What was consumed each second between two samples. */
    record Point(Instant time, Map<String, Double> perSecond) {}

    /** Adds what the counters say at a time. After a rebuild or a fail-over they may be lower: then the hour begins anew. */
    synchronized void add(Instant time, Outcomes counted) {
        Sample last = samples.peekLast();
        if (last != null && (counted.consumed() < last.counted().consumed() || !time.isAfter(last.time()))) {
            samples.clear();
        }
        samples.addLast(new Sample(time, counted));
        while (samples.getFirst().time().isBefore(time.minus(KEPT))) {
            samples.removeFirst();
        }
    }

    /** Records a second by outcome in the last minute; empty if that is not known. */
    synchronized Map<String, Double> recent() {
        Sample last = samples.peekLast();
        if (last == null) {
            return Map.of();
        }
        Sample first = samples.stream()
                .filter(sample -> !sample.time().isBefore(last.time().minus(RECENT)))
                .findFirst()
                .orElse(last);
        return first.equals(last) ? Map.of() : between(first, last);
    }

    /** All records a second in the last minute, or null if that is not known. */
    @Nullable
    Long consumedPerSecond() {
        Map<String, Double> rates = recent();
        return rates.isEmpty()
                ? null
                : Long.valueOf(Math.round(rates.values().stream().mapToDouble(Double::doubleValue).sum()));
    }

    /** The points of the last hour, oldest first. */
    synchronized List<Point> history() {
        List<Point> points = new ArrayList<>();
        Sample before = null;
        for (Sample sample : samples) {
            if (before != null) {
                points.add(new Point(sample.time(), between(before, sample)));
            }
            before = sample;
        }
        return points;
    }

    private static Map<String, Double> between(Sample first, Sample last) {
        double seconds = Duration.between(first.time(), last.time()).toMillis() / 1_000.0;
        Map<String, Long> before = first.counted().byName();
        Map<String, Double> rates = new LinkedHashMap<>();
        last.counted()
                .byName()
                .forEach(
                        (name, count) -> rates.put(name, Math.max(0, count - before.getOrDefault(name, 0L)) / seconds));
        return rates;
    }
}
