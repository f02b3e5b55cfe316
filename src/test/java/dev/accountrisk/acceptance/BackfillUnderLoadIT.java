package dev.accountrisk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TestServers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Replays run next to a busy worker; each is killed half-way and resumed. No row differs afterwards. */
class BackfillUnderLoadIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern HELD = Pattern.compile("The workers were held for ([0-9.]+) ms");

    private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    @Test
    void verifyRepairAndRebuildRunBesideALiveWorkerAndLeaveEveryRowAsTheModelHasIt() {
        try (Scenario scenario = new Scenario(TestServers.shared(), "backfill_load")) {
            scenario.startWorker();
            send(scenario, 5_000);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong lagMax = new AtomicLong();
            try (Background load = Background.run(() -> {
                while (!stop.get()) {
                    send(scenario, 50);
                    lagMax.accumulateAndGet(lag(scenario), Math::max);
                    Pause.exactly(Duration.ofMillis(300));
                }
            })) {
                try {
                    killedAndResumed(scenario, "verify", "EQUAL");
                    killedAndResumed(scenario, "repair", "DONE");
                    String rebuilt = killedAndResumed(scenario, "rebuild", "DONE");
                    Matcher held = HELD.matcher(rebuilt);
                    assertThat(held.find()).as(rebuilt).isTrue();
                    assertThat(Double.parseDouble(held.group(1))).as("ms held").isLessThan(10_000);
                    assertThat(load.isDone()).as("the load continues").isFalse();
                } finally {
                    stop.set(true);
                }
            }
            scenario.verify();
            assertThat(lagMax.get()).as("records that the worker was behind at most").isLessThan(30_000);
            try (JobProcess last = backfill(scenario, "--mode=verify")) {
                assertThat(last.exitCode(SOON)).as(last.output()).isZero();
            }
        }
    }

    private void send(Scenario scenario, int records) {
        int round = scenario.nextRound();
        scenario.send(RiskLoad.usual(scenario.topics().riskUpdates(), round, records, 400, start).adding(0.1)::forEach);
        scenario.send(CommandLoad.usual(scenario.topics().commands(), round, records, 200, start)::forEach);
    }

    private static long lag(Scenario scenario) {
        Map<String, Long> positions = scenario.database().positions();
        return scenario.ends()
                .entrySet()
                .stream()
                .mapToLong(end -> end.getValue() - positions.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    private static String killedAndResumed(Scenario scenario, String mode, String state) {
        try (JobProcess first = backfill(scenario, "--mode=" + mode, "--rate=500", "--batch=100", "--lag=1000000")) {
            await(mode + " is at work").atMost(SOON)
                    .until(() -> !first.isAlive()
                            || first.output().lines().anyMatch(line -> line.matches(".*\"records\":[1-9].*")));
            assertThat(first.isAlive()).as(first.output()).isTrue();
            // at this rate it has a quarter of a minute left; closing kills it
        }
        try (JobProcess second = backfill(scenario, "--mode=" + mode, "--resume", "--lag=1000000")) {
            assertThat(second.exitCode(SOON)).as(second.output()).isZero();
            assertThat(second.output()).contains(mode + " " + state);
            String ofMode = "SELECT COUNT(*) FROM backfill_run WHERE mode = '" + mode.toUpperCase(Locale.ROOT) + "'";
            assertThat(scenario.database().number(ofMode))
                    .as("the run was gone on with")
                    .isEqualTo(1);
            return second.output();
        }
    }

    private static JobProcess backfill(Scenario scenario, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "backfill";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return scenario.startJob(arguments);
    }
}
