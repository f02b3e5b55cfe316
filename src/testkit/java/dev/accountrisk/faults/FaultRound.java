package dev.accountrisk.faults;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.acceptance.Digest;
import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.acceptance.Verdict;
import dev.accountrisk.acceptance.WorkerProcess;
import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.servers.TcpProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;

/** One round: an empty database, new topics, workers, a steady load, faults for a while, and then the comparison with the model. */
final class FaultRound {
    private static final int HOT_AND_COLD_ACCOUNTS = 5_000;

    private final FaultServers servers;
    private final FaultSettings settings;
    private final FaultReport report;
    private final FaultDecks decks;
    private final int number;
    private final SplittableRandom random;

    FaultRound(FaultServers servers, FaultSettings settings, FaultReport report, FaultDecks decks, int number) {
        this.servers = servers;
        this.settings = settings;
        this.report = report;
        this.decks = decks;
        this.number = number;
        this.random = new SplittableRandom(settings.seed() * 1_000_003 + number);
    }

    void run(Duration length) throws InterruptedException, ExecutionException, SQLException {
        String protocol = number % 2 == 0 ? "classic" : "consumer";
        report.say("round " + number + " begins, group protocol " + protocol);
        try (TcpProxy mysqlProxy = TcpProxy.to(servers.mysql().host(), servers.mysql().port());
                Scenario scenario = servers.scenario("fault_round_" + number);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            servers.tidy();
            servers.use(scenario, mysqlProxy);
            scenario.with("spring.kafka.consumer.properties.group.protocol", protocol)
                    .with("spring.kafka.consumer.properties.max.poll.interval.ms", 6_000)
                    .with("account-risk.lane", random.nextBoolean() ? "auto" : "locked");
            if (protocol.equals("classic")) {
                scenario.with("spring.kafka.consumer.properties.session.timeout.ms", 6_000);
            }
            Fleet fleet = new Fleet(scenario, settings.workers());
            fleet.start();
            FaultInjector injector = new FaultInjector(servers, mysqlProxy, scenario, fleet);
            OnlineWatch watch = new OnlineWatch(scenario, report.findings());
            Future<Void> watching = threads.submit(watch);
            try {
                breakThings(length, scenario, fleet, injector, threads);
                injector.heal();
                reckon(scenario, fleet);
            } finally {
                injector.heal();
                watch.end();
            }
            watching.get();
            watch.settle();
            report.say("looked on " + watch.looks() + " times");
            if (settings.kindsToDo().contains(FaultKind.RECREATE_TOPIC)) {
                recreateTopic(scenario);
            }
        }
    }

    private void breakThings(
            Duration length,
            Scenario scenario,
            Fleet fleet,
            FaultInjector injector,
            ExecutorService threads) throws InterruptedException, ExecutionException {
        RoundEnd end = new RoundEnd(length, settings.faultsPerRound(), settings.sides());
        int records = (int) (settings.recordsPerSecond() * length.toSeconds());
        long start = System.currentTimeMillis() - Duration.ofMinutes(10).toMillis();
        RiskLoad risks = RiskLoad
                .usual(scenario.topics().riskUpdates(), random.nextLong(1 << 30), records, HOT_AND_COLD_ACCOUNTS, start)
                .adding(0.05);
        CommandLoad commands = CommandLoad
                .usual(scenario.topics().commands(), random.nextLong(1 << 30), records, HOT_AND_COLD_ACCOUNTS / 10,
                        start);
        List<Future<Void>> all = new ArrayList<>();
        all.add(threads.submit(new PacedLoad(scenario, risks::forEach, settings.recordsPerSecond(), end)));
        all.add(threads.submit(new PacedLoad(scenario, commands::forEach, settings.recordsPerSecond(), end)));
        for (FaultKind.Side side : settings.sides()) {
            all.add(threads.submit(lane(side, injector, scenario, fleet, end)));
        }
        all.add(threads.submit(new JobLoop(scenario, report, random.split(), end)));
        for (Future<Void> each : all) {
            each.get();
        }
    }

    private FaultLane lane(FaultKind.Side side, FaultInjector injector, Scenario scenario, Fleet fleet, RoundEnd end) {
        return new FaultLane(side, injector, scenario, fleet, random.split(), report, decks, end);
    }

    private void reckon(Scenario scenario, Fleet fleet) {
        long healed = System.nanoTime();
        fleet.reviveTheDead();
        try {
            scenario.awaitDrained(FaultLane.RECOVERED_WITHIN);
        } catch (ConditionTimeoutException notDrained) {
            report.findings().add("C12", String.valueOf(notDrained.getMessage()));
        }
        report.say("drained " + Duration.ofNanos(System.nanoTime() - healed).toMillis() + " ms after the last fault");
        Verdict verdict = scenario.reckon();
        report.findings().addAll(verdict.findings());
        scenario.workers()
                .stream()
                .flatMap(worker -> worker.log().lines())
                .filter(line -> line.contains("OutOfMemoryError"))
                .forEach(line -> report.findings().add("memory", line));
        report.roundEnds(verdict.expectedOutcomes(), fleet.endedByThemselves());
    }

    private static boolean isStopped(String partition, List<WorkerProcess> workers) {
        return workers.stream()
                .anyMatch(
                        worker -> worker.isAlive() && worker.status("readiness") != 200
                                && worker.log()
                                        .lines()
                                        .anyMatch(line -> line.contains("partition stopped")
                                                && line.contains("partition=\"" + partition + '"')));
    }

    /** The last fault of a round, because the workers must stop after it: no record of the new topic may be applied. */
    private void recreateTopic(Scenario scenario) {
        report.begins(FaultKind.RECREATE_TOPIC);
        String before = Digest.of(scenario.database());
        long began = System.nanoTime();
        scenario.recreate(scenario.topics().riskUpdates());
        long start = System.currentTimeMillis();
        scenario.send(
                RiskLoad.usual(scenario.topics().riskUpdates(), number, 2_000, HOT_AND_COLD_ACCOUNTS, start)::forEach);
        try {
            await("every partition is said to be another topic's, and whoever has one is not ready")
                    .atMost(FaultLane.RECOVERED_WITHIN)
                    .ignoreExceptions()
                    .until(() -> scenario.partitions(scenario.topics().riskUpdates())
                            .stream()
                            .allMatch(partition -> isStopped(partition, scenario.workers())));
        } catch (ConditionTimeoutException silent) {
            report.findings().add("F39", String.valueOf(silent.getMessage()));
        }
        if (!Digest.of(scenario.database()).equals(before)) {
            report.findings().add("F39", "rows changed after the topic was recreated");
        }
        report.recovered(FaultKind.RECREATE_TOPIC, Duration.ofNanos(System.nanoTime() - began));
    }
}
