package dev.accountrisk.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured: rounds by load and contender, in the order in which they came. */
final class Results {
    private final Map<Key, List<Measure>> measures = new LinkedHashMap<>();
    private final Map<Key, String> settings = new LinkedHashMap<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final List<Rebuild> rebuilds = new ArrayList<>();
    private final List<JobLoads.Point> jobs = new ArrayList<>();
    private final List<LongLoad> longLoads = new ArrayList<>();
    private final Map<Scale.Setting, List<Scale.Point>> points = new LinkedHashMap<>();

    private final Map<NormalLoad.Setting, List<NormalLoad.Point>> normal = new LinkedHashMap<>();

    record Key(String load, String contender) {}

    /** The rounds of one contender on one load, made into one line. */
    record Line(String load, String contender, String settings, long records, int rounds, double perSecond,
            double perSecondLeast, double perSecondMost, double contenderMicros, double mysqlMicros,
            long residentMebibytes, String threads, String rows) {
        double processorMicros() {
            return contenderMicros + mysqlMicros;
        }
    }

    void add(String load, Contender contender, Measure measure) {
        Key key = new Key(load, contender.name());
        settings.put(key, contender.settings());
        measures.computeIfAbsent(key, none -> new ArrayList<>()).add(measure);
    }

    void add(Latency latency) {
        latencies.add(latency);
    }

    void add(Rebuild rebuild) {
        rebuilds.add(rebuild);
    }

    void addJobs(List<JobLoads.Point> round) {
        jobs.addAll(round);
    }

    /** Every run of every job. */
    List<JobLoads.Point> jobs() {
        return List.copyOf(jobs);
    }

    void add(LongLoad load) {
        longLoads.add(load);
    }

    List<LongLoad> longLoads() {
        return List.copyOf(longLoads);
    }

    List<Rebuild> rebuilds() {
        return List.copyOf(rebuilds);
    }

    List<Latency> latencies() {
        return List.copyOf(latencies);
    }

    void add(Scale.Point point) {
        points.computeIfAbsent(point.setting(), none -> new ArrayList<>()).add(point);
    }

    /** The settings of the worker alone, each as the medians of its rounds. */
    List<Scale.Point> points() {
        return points.values().stream().map(Results::median).toList();
    }

    private static Scale.Point median(List<Scale.Point> rounds) {
        return new Scale.Point(rounds.getFirst().setting(), median(rounds, Scale.Point::perSecond),
                median(rounds, Scale.Point::workerMicros), median(rounds, Scale.Point::mysqlMicros),
                median(rounds, Scale.Point::rowsPerRecord), median(rounds, Scale.Point::pagesPerRecord),
                rounds.getLast().threads(),
                rounds.stream().map(Scale.Point::verdict).reduce(Verdict::worse).orElseThrow());
    }

    private static double median(List<Scale.Point> rounds, ToDoubleFunction<Scale.Point> value) {
        return median(rounds.stream().mapToDouble(value).sorted().toArray());
    }

    void add(NormalLoad.Point point) {
        normal.computeIfAbsent(point.setting(), none -> new ArrayList<>()).add(point);
    }

    /** Workers at a normal load, each setting as the medians of its rounds. */
    List<NormalLoad.Point> normal() {
        return normal.values().stream().map(Results::medianOfNormal).toList();
    }

    private static NormalLoad.Point medianOfNormal(List<NormalLoad.Point> rounds) {
        ToDoubleFunction<ToDoubleFunction<NormalLoad.Point>> of = value -> median(
                rounds.stream().mapToDouble(value).sorted().toArray());
        return new NormalLoad.Point(rounds.getFirst().setting(), of.applyAsDouble(NormalLoad.Point::readySeconds),
                of.applyAsDouble(NormalLoad.Point::p50Millis),
                of.applyAsDouble(NormalLoad.Point::p99Millis), of.applyAsDouble(NormalLoad.Point::mostMillis),
                of.applyAsDouble(NormalLoad.Point::recordsPerCommit), of.applyAsDouble(NormalLoad.Point::workerMicros),
                of.applyAsDouble(NormalLoad.Point::mysqlMicros),
                rounds.stream().mapToLong(NormalLoad.Point::residentMebibytes).max().orElse(0),
                rounds.getLast().threads(),
                rounds.stream().map(NormalLoad.Point::verdict).reduce(Verdict::worse).orElseThrow());
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        measures.forEach((key, rounds) -> lines.add(line(key, rounds)));
        return lines;
    }

    private Line line(Key key, List<Measure> rounds) {
        double[] rates = rounds.stream().mapToDouble(Measure::perSecond).sorted().toArray();
        String rows = rounds.stream()
                .flatMap(measure -> Optional.ofNullable(measure.verdict()).stream())
                .reduce(Verdict::worse)
                .map(Verdict::toString)
                .orElse("none to check");
        return new Line(key.load(), key.contender(), settings.getOrDefault(key, ""), rounds.getFirst().records(),
                rounds.size(), median(rates), rates[0], rates[rates.length - 1],
                median(rounds.stream().mapToDouble(Measure::contenderMicros).sorted().toArray()),
                median(rounds.stream().mapToDouble(Measure::mysqlMicros).sorted().toArray()),
                rounds.stream().mapToLong(Measure::residentMebibytes).max().orElse(0),
                rounds.getLast().contenderThreads(), rows);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1)
                        .average()
                        .orElseThrow();
    }

    Optional<Line> line(String load, String contender) {
        return lines().stream()
                .filter(line -> line.load().equals(load) && line.contender().equals(contender))
                .findFirst();
    }

    /** The ratio of two medians, where both were measured. */
    Optional<Double> ratio(String load, String contender, String other) {
        return line(load, contender)
                .flatMap(one -> line(load, other).map(two -> one.perSecond() / two.perSecond()));
    }

    /**
     * The ratio of two medians by processor time a record, the contender's and MySQL's: what other work on the machine changes
     * far less than the clock. Empty where it is not known.
     */
    Optional<Double> processorRatio(String load, String contender, String other) {
        return line(load, contender)
                .flatMap(one -> line(load, other).map(two -> two.processorMicros() / one.processorMicros()))
                .filter(Double::isFinite);
    }

    /** The ratio of two medians of the contenders' own processor time a record. Empty where it is not known. */
    Optional<Double> contenderRatio(String load, String contender, String other) {
        return line(load, contender)
                .flatMap(one -> line(load, other).map(two -> one.contenderMicros() / two.contenderMicros()))
                .filter(Double::isFinite);
    }

    boolean allRight(String contender) {
        return points().stream().allMatch(point -> point.verdict().right())
                && normal().stream().allMatch(point -> point.verdict().right()) && lines().stream()
                        .filter(line -> line.contender().startsWith(contender))
                        .noneMatch(line -> line.rows().startsWith("WRONG"));
    }
}
