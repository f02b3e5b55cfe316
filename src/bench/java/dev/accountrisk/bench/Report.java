package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was measured: a table for people, the same for machines, and a picture. */
final class Report {
    private final Results results;
    private final Map<String, String> environment;

    /** A line of the target table. */
    record Target(String what, String load, String contender, String other, double atLeast) {}

    /** The ratios that the project has set itself. */
    static final List<Target> TARGETS = List.of(
            new Target("upsert lane against the plain prototype", Loads.RISK, "worker auto", "prototype", 0.85),
            new Target("the same over five times as many records", Loads.LONG_RISK, "worker auto", "prototype", 0.85),
            new Target("upsert lane against the plain prototype, just started", Loads.LONG_FIRST, "worker", "prototype",
                    0.95),
            new Target("the same from then on", Loads.LONG_REST, "worker", "prototype", 1.0),
            new Target("commands of 2,000 accounts against raw journal inserts, from then on",
                    Loads.LONG_COMMANDS_REST, "worker", "raw journal inserts", 0.4),
            new Target("commands of 200,000 accounts against raw journal inserts, from then on",
                    Loads.MANY_COMMANDS_REST, "worker", "raw journal inserts", 0.35),
            new Target("locked lane against the upsert lane", Loads.RISK, "worker locked", "worker auto", 0.5),
            new Target("against Debezium at its best", Loads.RISK, "worker auto", "Debezium sink", 2.5),
            new Target("against Parallel Consumer", Loads.RIVAL_RISK, "worker auto", "Parallel Consumer", 50),
            new Target("against the usual worker", Loads.RIVAL_RISK, "worker auto", "usual worker", 100),
            new Target("commands against raw journal inserts", Loads.COMMANDS, "worker commands", "raw journal inserts",
                    0.5));

    Report(Results results, Map<String, String> environment) {
        this.results = results;
        this.environment = environment;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("benchmark.md"), markdown());
        Files.writeString(folder.resolve("benchmark.svg"), new Picture(results.lines()).svg());
        JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(folder.resolve("benchmark.json"), mapper.writeValueAsString(Map.of("environment", environment,
                "lines", results.lines(), "ratios", ratios(), "latencies", results.latencies(), "scale",
                results.points(), "normal", results.normal(), "rebuilds", results.rebuilds(), "longLoads",
                results.longLoads(), "jobs", results.jobs())));
    }

    /** A ratio that was measured, and whether it is what it should be. */
    record Ratio(String what, double measured, double byProcessorTime, double target, boolean reached) {}

    List<Ratio> ratios() {
        return TARGETS.stream()
                .flatMap(target -> results.ratio(target.load(), target.contender(), target.other())
                        .map(measured -> new Ratio(target.what(), measured,
                                results.processorRatio(target.load(), target.contender(), target.other())
                                        .orElse(Double.NaN),
                                target.atLeast(), measured >= target.atLeast()))
                        .stream())
                .toList();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Benchmark\n\n");
        environment.forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
        appendLines(text);
        appendRatios(text);
        appendLatencies(text);
        appendPoints(text);
        appendNormal(text);
        results.rebuilds()
                .forEach(rebuild -> text.append(String.format(Locale.ROOT,
                        "%nRebuild: %,d records in %.1f s under a worker that had drained them in %.1f s; held for %.0f ms; rows %s.%n",
                        rebuild.records(), rebuild.rebuildSeconds(), rebuild.drainSeconds(), rebuild.heldMillis(),
                        rebuild.verdict())));
        appendJobs(text);
        appendThreads(text);
        appendLongLoads(text);
        text.append(results.lines().isEmpty() ? "" : "\n## Settings\n\n");
        results.lines()
                .forEach(line -> text.append(String.format(Locale.ROOT, "- %s (%s, %d rounds): %s%n", line.contender(),
                        line.load(), line.rounds(), line.settings())));
        return text.toString();
    }

    private void appendLines(StringBuilder text) {
        if (results.lines().isEmpty()) {
            return;
        }
        text.append(
                """

                        | load | contender | records/s, median | range | processor µs a record: contender + MySQL | resident MiB | final rows |
                        |---|---|---|---|---|---|---|
                        """);
        for (Results.Line line : results.lines()) {
            text.append(String.format(Locale.ROOT, "| %s | %s | **%,.0f** | %,.0f–%,.0f | %.1f + %.1f | %s | %s |%n",
                    line.load(), line.contender(), line.perSecond(), line.perSecondLeast(), line.perSecondMost(),
                    line.contenderMicros(), line.mysqlMicros(),
                    line.residentMebibytes() == 0 ? "–" : Long.toString(line.residentMebibytes()), line.rows()));
        }
    }

    private void appendThreads(StringBuilder text) {
        if (results.lines().isEmpty()) {
            return;
        }
        text.append("\nProcessor time of the contenders by thread, µs a record in the last round:\n\n");
        results.lines()
                .stream()
                .filter(line -> !line.threads().isEmpty())
                .forEach(line -> text.append(String.format(Locale.ROOT, "- %s (%s): %s%n", line.contender(),
                        line.load(), line.threads())));
    }

    private void appendJobs(StringBuilder text) {
        if (results.jobs().isEmpty()) {
            return;
        }
        text.append(
                """

                        | job | what it counts | a second, its start left out | seconds, the start among them | processor µs each: job + MySQL |
                        |---|---|---|---|---|
                        """);
        for (JobLoads.Point point : results.jobs()) {
            text.append(String.format(Locale.ROOT, "| `%s` | %,d %s | **%,.0f** | %.1f, %.1f | %.1f + %.1f |%n",
                    point.job(),
                    point.units(), point.what(), point.perSecond(), point.seconds(), point.startSeconds(),
                    point.jobMicros(), point.mysqlMicros()));
        }
    }

    private void appendLongLoads(StringBuilder text) {
        if (results.longLoads().isEmpty()) {
            return;
        }
        text.append(
                "\nMySQL's processor time by statement, µs a record, and the longest wait of events in the outbox:\n\n");
        results.longLoads()
                .forEach(load -> text.append(String.format(Locale.ROOT,
                        "- round %d, %s: %s; in the whole load events waited %.0f ms at most%n",
                        load.round(), load.load(), load.statements(), load.waitedMillisMost())));
    }

    private void appendRatios(StringBuilder text) {
        List<Ratio> ratios = ratios();
        if (ratios.isEmpty()) {
            return;
        }
        text.append("\n| ratio of medians | by records/s | by processor time | target | |\n|---|---|---|---|---|\n");
        for (Ratio ratio : ratios) {
            text.append(String.format(Locale.ROOT, "| %s | **%.2f** | %.2f | ≥ %s | %s |%n", ratio.what(),
                    ratio.measured(), ratio.byProcessorTime(),
                    Double.toString(ratio.target()).replaceFirst("\\.0$", ""),
                    ratio.reached() ? "reached" : "not reached"));
        }
    }

    private void appendPoints(StringBuilder text) {
        if (results.points().isEmpty()) {
            return;
        }
        text.append(
                """

                        | accounts | processes | partitions | records/s | µs a record: workers + MySQL | rows written a record | pages read a record | µs a row | final rows |
                        |---|---|---|---|---|---|---|---|---|
                        """);
        for (Scale.Point point : results.points()) {
            Scale.Setting setting = point.setting();
            text.append(String.format(Locale.ROOT,
                    "| %,d | %d | %d | **%,.0f** | %.1f + %.1f | %.2f | %.2f | %.1f | %s |%n",
                    setting.accounts(), setting.processes(), setting.partitions(), point.perSecond(),
                    point.workerMicros(), point.mysqlMicros(), point.rowsPerRecord(), point.pagesPerRecord(),
                    point.mysqlMicros() / point.rowsPerRecord(), point.verdict()));
        }
        text.append("\nProcessor time of the first worker by thread, µs a record of all:\n\n");
        results.points()
                .forEach(point -> text.append(String.format(Locale.ROOT, "- %s: %s%n", point.setting(),
                        point.threads())));
    }

    private void appendNormal(StringBuilder text) {
        if (results.normal().isEmpty()) {
            return;
        }
        text.append(
                """

                        | at a steady rate | ready after s | from arrival to commit: p50 ms | p99 ms | most ms | records a commit | processor µs a record: workers + MySQL | resident MiB | final rows |
                        |---|---|---|---|---|---|---|---|---|
                        """);
        for (NormalLoad.Point point : results.normal()) {
            text.append(String.format(Locale.ROOT,
                    "| %s | %.1f | **%.0f** | **%.0f** | %.0f | %.0f | **%.0f** = %.0f + %.0f | %d | %s |%n",
                    point.setting(), point.readySeconds(), point.p50Millis(), point.p99Millis(), point.mostMillis(),
                    point.recordsPerCommit(), point.processorMicros(), point.workerMicros(), point.mysqlMicros(),
                    point.residentMebibytes(), point.verdict()));
        }
        text.append("\nProcessor time of the first worker by thread, µs a record of all:\n\n");
        results.normal()
                .forEach(point -> text.append(String.format(Locale.ROOT, "- %s: %s%n", point.setting(),
                        point.threads())));
    }

    private void appendLatencies(StringBuilder text) {
        if (results.latencies().isEmpty()) {
            return;
        }
        text.append(
                """

                        | sent, as a share of the drain rate | `innodb_log_writer_threads` | records/s | from arrival to commit: p50 ms | p99 ms | most ms |
                        |---|---|---|---|---|---|
                        """);
        for (Latency latency : results.latencies()) {
            text.append(String.format(Locale.ROOT, "| %.1f | %s | %,d | %.0f | %.0f | %.0f |%n", latency.share(),
                    latency.logWriters() ? "on" : "off", latency.recordsPerSecond(), latency.p50Millis(),
                    latency.p99Millis(), latency.mostMillis()));
        }
    }
}
