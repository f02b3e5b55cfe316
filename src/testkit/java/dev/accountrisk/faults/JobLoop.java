package dev.accountrisk.faults;

import dev.accountrisk.acceptance.JobProcess;
import dev.accountrisk.acceptance.Pause;
import dev.accountrisk.acceptance.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Reconciles, repairs and verifies in turn while everything breaks; the repair is killed half-way and resumed. A job
 * may fail when a server is unavailable. It may not find anything, and there is nothing to repair.
 */
final class JobLoop implements Callable<Void> {
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** A job that has not ended by then hangs. A repair at its rate replays what a long round has sent. */
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(10);
    private static final int DONE = 0;
    private static final int LEFT_TO_LOOK_AT = 3;
    private static final int LINES_SHOWN = 12;
    private static final Pattern REPAIRED = Pattern.compile("^[1-9][0-9,]* applied", Pattern.MULTILINE);

    private final Scenario scenario;
    private final FaultReport report;
    private final SplittableRandom random;
    private final RoundEnd end;

    JobLoop(Scenario scenario, FaultReport report, SplittableRandom random, RoundEnd end) {
        this.scenario = scenario;
        this.report = report;
        this.random = random;
        this.end = end;
    }

    @Override
    public Void call() {
        List<Runnable> jobs = List
                .of(() -> run("reconcile"), this::repairInTwoParts, () -> run("backfill", "--mode=verify"));
        for (int next = random.nextInt(jobs.size()); !end.isReached(); next++) {
            Pause.exactly(EVERY);
            jobs.get(next % jobs.size()).run();
        }
        return null;
    }

    private void repairInTwoParts() {
        List<String> repair = List.of("backfill", "--mode=repair", "--rate=3000");
        JobProcess first = scenario.startJob(repair.toArray(String[]::new));
        Pause.exactly(Duration.ofMillis(random.nextInt(2_000, 15_000)));
        first.close();
        List<String> rest = new ArrayList<>(repair);
        rest.add("--resume");
        run(rest.toArray(String[]::new));
    }

    private void run(String... arguments) {
        JobProcess job = scenario.startJob(arguments);
        int code = job.exitCode(ENDS_WITHIN);
        String output = job.output();
        report.jobEnded(String.join(" ", arguments), code == DONE || code == LEFT_TO_LOOK_AT);
        if (code == LEFT_TO_LOOK_AT || REPAIRED.matcher(output).find()) {
            report.findings().add("JOB", String.join(" ", arguments) + " (" + code + "): " + lastLines(output));
        }
    }

    private static String lastLines(String output) {
        List<String> lines = output.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
