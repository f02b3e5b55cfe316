package dev.accountrisk.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A state that a worker can be in, as the run-book describes it.
 *
 * @param name    as the run-book calls it
 * @param alive   whether liveness is up
 * @param ready   whether readiness is up
 * @param causes  what readiness names
 * @param samples what the metrics show
 * @param lines   what the log has
 */
public record WorkerState(String name, boolean alive, boolean ready, List<String> causes, List<Sample> samples,
        List<Line> lines) {
    private static final Path RUN_BOOK = Path.of("deploy", "RUNBOOK.md");
    private static final Pattern NAME = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SAMPLE = Pattern.compile("`(account_risk_\\w+)(?:\\{([^}]*)})?`( \\d+)?");
    private static final Pattern LOG = Pattern.compile("(INFO|WARN|ERROR) ((?:`[^`]+`(?:, )?)+)");

    /**
     * A metric.
     *
     * @param label that it has, such as {@code status="waiting"}; empty if none is named
     * @param value of all its series together; -1 if the run-book names no value, which means any above 0
     */
    public record Sample(String metric, String label, long value) {}

    /** A line of the log: its level, and the begin of its text. */
    public record Line(String level, String text) {}

    /** All states of the run-book. */
    static List<WorkerState> all() {
        return Markdown.of(RUN_BOOK)
                .section("The states of a worker")
                .rows()
                .stream()
                .skip(1)
                .map(WorkerState::of)
                .toList();
    }

    /** The state of this name. */
    public static WorkerState named(String name) {
        return all().stream()
                .filter(state -> state.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(RUN_BOOK + " has no state " + name));
    }

    static WorkerState of(List<String> row) {
        return new WorkerState(first(NAME, row.getFirst()), row.get(1).startsWith("yes"), row.get(2).startsWith("yes"),
                CODE.matcher(row.get(2)).results().map(code -> code.group(1)).toList(),
                SAMPLE.matcher(row.get(3)).results().map(WorkerState::sample).toList(),
                LOG.matcher(row.get(4))
                        .results()
                        .flatMap(logged -> CODE.matcher(logged.group(2))
                                .results()
                                .map(text -> new Line(logged.group(1), begin(text.group(1)))))
                        .toList());
    }

    private static Sample sample(MatchResult found) {
        String label = found.group(2) == null ? "" : found.group(2);
        return new Sample(found.group(1), label, found.group(3) == null ? -1 : Long.parseLong(found.group(3).strip()));
    }

    /** Without the dots that stand for what differs. */
    private static String begin(String text) {
        return text.replaceAll("\\s*…$", "");
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new IllegalArgumentException("no state is named in " + text));
    }
}
