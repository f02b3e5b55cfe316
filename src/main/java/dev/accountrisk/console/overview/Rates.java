package dev.accountrisk.console.overview;

import dev.accountrisk.console.partitions.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rates from the counters in MySQL, and lags, of the last hour since the console was started. Holds a bounded number of samples. */
final class Rates {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration RECENT = Duration.ofMinutes(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Between samples that lie farther apart nothing is known of each minute. */
    private static final Duration APART_MAX = Duration.ofSeconds(35);

    private record Sample(Instant time, Outcomes counted, Map<String, @Nullable Long> lags) {}

    /** What was consumed each second between two samples. */
    private record Point(Instant time, Map<String, Double> perSecond) {}

    /**
     * What is known of a minute.
     *
     * @param time      when it begins
     * @param perSecond by outcome; null if that is not known
     * @param lags      records that wait at its end, by topic; a topic without one, or with null, is unknown
     */
    record Minute(Instant time, @Nullable Map<String, Double> perSecond, Map<String, @Nullable Long> lags) {
        /** The rate of an outcome, or null if it is not known. */
        public @Nullable Double rate(String outcome) {
            return perSecond == null ? null : perSecond.get(outcome);
        }

        /** The lag of a topic, or null if it is not known. */
        public @Nullable Long lag(String topic) {
            return lags.get(topic);
        }
    }

    /** Adds what the counters say at a time. After a rebuild or a fail-over they may be lower: then the hour begins anew. */
    synchronized void add(Instant time, Outcomes counted, Map<String, @Nullable Long> lags) {
        Sample last = samples.peekLast();
        if (last != null && (counted.consumed() < last.counted().consumed() || !time.isAfter(last.time()))) {
            samples.clear();
        }
        samples.addLast(new Sample(time, counted, lags));
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

    /** The minutes of the last hour, oldest first, without a gap; what is not known of one is null. */
    synchronized List<Minute> minutes() {
        Map<Instant, List<Point>> points = points().stream()
                .collect(Collectors.groupingBy(point -> minute(point.time())));
        Map<Instant, Map<String, @Nullable Long>> lags = new HashMap<>();
        samples.forEach(sample -> lags.put(minute(sample.time()), sample.lags()));
        List<Minute> minutes = new ArrayList<>();
        Sample last = samples.peekLast();
        if (last == null) {
            return minutes;
        }
        for (Instant time = minute(samples.getFirst().time()); !time.isAfter(last.time()); time = time.plus(MINUTE)) {
            minutes.add(new Minute(time, average(points.getOrDefault(time, List.of())),
                    lags.getOrDefault(time, Map.of())));
        }
        return minutes;
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        Sample before = null;
        for (Sample sample : samples) {
            if (before != null && Duration.between(before.time(), sample.time()).compareTo(APART_MAX) <= 0) {
                points.add(new Point(sample.time(), between(before, sample)));
            }
            before = sample;
        }
        return points;
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private static @Nullable Map<String, Double> average(List<Point> points) {
        if (points.isEmpty()) {
            return null;
        }
        Map<String, Double> sums = new LinkedHashMap<>();
        points.forEach(point -> point.perSecond().forEach((name, rate) -> sums.merge(name, rate, Double::sum)));
        sums.replaceAll((_, sum) -> sum / points.size());
        return sums;
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
