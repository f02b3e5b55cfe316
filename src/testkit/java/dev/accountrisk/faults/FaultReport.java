package dev.accountrisk.faults;

import dev.accountrisk.model.Findings;
import dev.accountrisk.model.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Reports which faults the workers met, how soon they recovered, and what was found: nothing, or evidence. */
final class FaultReport {
    private final FaultSettings settings;
    private final PrintStream out;
    private final long startNanos = System.nanoTime();
    private final Findings findings = new Findings();
    private final Recoveries recoveries;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private int rounds;
    private int endedByThemselves;
    private int jobs;
    private int jobsBrokenOff;

    FaultReport(FaultSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.recoveries = new Recoveries(settings.kindsToDo());
    }

    Findings findings() {
        return findings;
    }

    synchronized void begins(FaultKind kind) {
        say(kind + ": " + kind.inWords());
    }

    synchronized void recovered(FaultKind kind, Duration recovery) {
        recoveries.add(kind, recovery);
        say(kind + " recovered in " + recovery.toMillis() + " ms");
    }

    synchronized void roundEnds(Map<Outcome, Long> counted, int ended) {
        rounds++;
        endedByThemselves += ended;
        counted.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        say("round " + rounds + " ends: " + records() + " records so far, " + findings.report());
    }

    /** The suite itself failed at a fault: whatever it could not see is no proof. */
    synchronized void broke(FaultKind kind, RuntimeException suite) {
        say(kind + " could not be done: " + suite);
        suite.printStackTrace(out);
        findings.add("SUITE", kind + ": " + suite);
    }

    /** A job ended: it reached its end, or a fault interrupted it. */
    synchronized void jobEnded(String job, boolean whole) {
        jobs++;
        jobsBrokenOff += whole ? 0 : 1;
        say(job + (whole ? " ended" : " was broken off"));
    }

    synchronized void say(String line) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        out.printf("[%d:%02d] %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), line);
    }

    synchronized long records() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized int faults() {
        return recoveries.count(any -> true);
    }

    /** How many faults of one side were done. */
    synchronized int faults(FaultKind.Side side) {
        return recoveries.count(kind -> kind.side() == side);
    }

    /** Writes {@code faults.md} and {@code faults.json} and returns the first. */
    synchronized Path write() throws IOException {
        Files.createDirectories(settings.reportFolder());
        Files.writeString(
                settings.reportFolder().resolve("faults.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(asMap()));
        return Files.writeString(settings.reportFolder().resolve("faults.md"), asMarkdown());
    }

    private Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("servers", settings.servers().name());
        map.put("seed", settings.seed());
        map.put("durationSeconds", elapsed().toSeconds());
        map.put("rounds", rounds);
        map.put("workers", settings.workers());
        map.put("records", records());
        map.put("outcomes", new TreeMap<>(outcomes));
        map.put("faults", faults());
        map.put("kinds", recoveries.asMap());
        map.put("kindsNotDone", recoveries.missing());
        map.put("kindsLeftOut", settings.kindsLeftOut());
        map.put("workersEndedByThemselves", endedByThemselves);
        map.put("jobs", jobs);
        map.put("jobsBrokenOff", jobsBrokenOff);
        map.put("findings", findings.counts());
        map.put("findingsInWords", findings.report());
        return map;
    }

    private String asMarkdown() {
        StringBuilder page = new StringBuilder(2_000);
        page.append("# Fault run\n\n")
                .append("Seed ")
                .append(settings.seed())
                .append(", ")
                .append(settings.workers())
                .append(" workers, ")
                .append(elapsed().toSeconds())
                .append(" s in ")
                .append(rounds)
                .append(" rounds, ")
                .append(records())
                .append(" records ")
                .append(outcomes)
                .append(", ")
                .append(faults())
                .append(" faults. Workers that ended by themselves and were started again: ")
                .append(endedByThemselves)
                .append(". Jobs that ran meanwhile (reconcile, repair, verify): ")
                .append(jobs)
                .append(", of which a fault broke off ")
                .append(jobsBrokenOff)
                .append(".\n\nFindings: ")
                .append(findings.isEmpty() ? "none" : "\n\n" + findings.report())
                .append("\n\n")
                .append(recoveries.asTable())
                .append("\nNot done: ")
                .append(recoveries.missing())
                .append("\n\nLeft out, because they need other servers: ")
                .append(settings.kindsLeftOut())
                .append('\n');
        return page.toString();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
