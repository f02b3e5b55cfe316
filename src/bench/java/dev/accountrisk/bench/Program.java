package dev.accountrisk.bench;

import dev.accountrisk.bench.rivals.ParallelUpserts;
import dev.accountrisk.bench.rivals.UsualWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who drains what, in which order. */
final class Program {
    private static final int PARTITIONS = 6;
    private static final int ACCOUNTS = 100_000;
    private static final long SEED = 7;
    private static final int LONG_FACTOR = 5;
    private static final int RIVAL_RECORDS = 505_000;
    private static final int COMMANDS = 300_000;
    private static final int COMMAND_ACCOUNTS = 2_000;
    private static final int HOT_COMMANDS = 200_000;
    private static final int RAW_ROWS = 600_000;
    private static final double[] SHARES = {0.1, 0.5, 0.9};
    private static final Duration BEGIN_TIMEOUT = Duration.ofMinutes(2);

    private final BenchOptions options;
    private final BenchServers servers;
    private final Results results;
    private final Path logs;

    Program(BenchOptions options, BenchServers servers, Results results) {
        this.options = options;
        this.servers = servers;
        this.results = results;
        this.logs = options.out().resolve("logs");
    }

    void run() throws Exception {
        for (String topic : List.of(WorkerContender.NO_RISK, WorkerContender.NO_COMMANDS, WorkerContender.EVENTS,
                WorkerContender.PARKED)) {
            servers.createTopic(topic, PARTITIONS);
        }
        switch (options.form()) {
            case SHORT, FULL -> contenders();
            case SCALE -> scale();
            case NORMAL -> normal(NormalLoad.SETTINGS);
            case STEADY -> {
                LongLoads loads = new LongLoads(options, servers, results, logs);
                for (int round = 1; round <= options.rounds(); round++) {
                    loads.run(round);
                }
            }
            case JOBS -> {
                for (int round = 1; round <= options.rounds(); round++) {
                    results.addJobs(new JobLoads(options, servers, logs).measure());
                }
            }
            case MAPPED -> mapped();
        }
    }

    private void contenders() throws Exception {
        if (options.guardNormal() > 0) {
            normal(NormalLoad.SETTINGS.subList(0, 1));
        }
        Drain risk = drain("bench.risk", RiskLoad.of(new RiskStream(SEED, ACCOUNTS, options.records())));
        List<Contender> onRisk = new ArrayList<>(List.of(new PrototypeContender(risk, options.jvm(),
                PrototypeContender.BEST), worker("worker auto", risk)));
        if (options.form() == BenchOptions.Form.SHORT) {
            rounds(Loads.RISK, onRisk);
            return;
        }
        onRisk.add(worker("worker locked", risk, "--account-risk.lane=locked"));
        onRisk.add(new DebeziumContender(risk, DebeziumContender.resolve(options.out()), List.of("-Xmx1g")));
        rounds(Loads.RISK, onRisk);
        Drain longRisk = drain("bench.long",
                RiskLoad.of(new RiskStream(SEED, ACCOUNTS, LONG_FACTOR * options.records())));
        rounds(Loads.LONG_RISK, List.of(new PrototypeContender(longRisk, options.jvm(), PrototypeContender.BEST),
                worker("worker auto", longRisk)));
        Drain rivalRisk = drain("bench.rivals", RiskLoad.of(new RiskStream(SEED, ACCOUNTS, RIVAL_RECORDS)));
        rounds(Loads.RIVAL_RISK, List.of(worker("worker auto", rivalRisk),
                new RivalContender("Parallel Consumer",
                        "0.5.3.3, key order, 32 at once, one guarded upsert a record; default heap", rivalRisk,
                        List.of(), ParallelUpserts.class),
                new RivalContender("usual worker",
                        "spring-kafka, 6 consumers, an RLock a record, JPA pessimistic find and save; default heap",
                        rivalRisk, List.of(), UsualWorker.class)));
        Drain commands = drain("bench.commands", new CommandLoad(COMMAND_ACCOUNTS, COMMANDS));
        rounds(Loads.COMMANDS, List.of(RawMySql.journal(servers, COMMAND_ACCOUNTS, COMMANDS),
                worker("worker commands", commands)));
        rounds(Loads.HOT, List.of(worker("worker hot", drain("bench.hot", new CommandLoad(1, HOT_COMMANDS)))));
        rounds(Loads.RAW, List.of(RawMySql.upserts(servers, ACCOUNTS, RAW_ROWS)));
        latencies();
        results.add(Rebuild.measure(worker("worker rebuild", risk), logs));
    }

    private Drain drain(String topic, Load load) {
        servers.createTopic(topic, PARTITIONS);
        StreamLoader.load(servers, topic, load);
        return new Drain(servers, topic, load, logs);
    }

    private WorkerContender worker(String name, Drain drain, String... workerOptions) {
        return new WorkerContender(name, drain, options.jar(), options.jvm(), List.of(workerOptions));
    }

    private void rounds(String load, List<Contender> contenders) {
        for (int round = 1; round <= options.rounds(); round++) {
            for (Contender contender : Benchmark.chosen(options, contenders)) {
                run(load, round, contender);
            }
        }
    }

    /** A contender that fails is reported and left out. The others are still measured. */
    private void run(String load, int round, Contender contender) {
        try {
            Measure measure = contender.run();
            results.add(load, contender, measure);
            System.out.println(String.format(Locale.ROOT, "round %d  %-20s %,10.0f records/s  %5.1f + %.1f us  %s  %s",
                    round, contender.name(), measure.perSecond(), measure.contenderMicros(), measure.mysqlMicros(),
                    measure.verdict() == null ? "" : measure.verdict().toString(), measure.contenderThreads()));
        } catch (Exception failure) {
            System.err.println("round " + round + "  " + contender.name() + " failed: " + failure);
        }
    }

    /** The same updates in the contract's form and in another one, in turns. */
    private void mapped() throws Exception {
        RiskLoad plain = RiskLoad.of(new RiskStream(SEED, ACCOUNTS, options.records()));
        rounds(Loads.TWO_FORMS, List.of(worker("worker plain", drain("bench.plain", plain)),
                worker("worker mapped", drain("bench.mapped", new MappedRiskLoad(plain)),
                        "--account-risk.mappings.risk-updates=" + MappedRiskLoad.writeMapping(options.out()))));
        results.contenderRatio(Loads.TWO_FORMS, "worker mapped", "worker plain")
                .ifPresent(ratio -> System.out.println(String.format(Locale.ROOT,
                        "a mapped record takes %.2f of a plain one's processor time in the worker, by the medians",
                        ratio)));
    }

    private void scale() throws Exception {
        Scale scale = new Scale(options, servers, logs);
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scale.Setting setting : Scale.SETTINGS) {
                Scale.Point point = scale.measure(setting);
                results.add(point);
                System.out.println("round " + round + "  " + point);
            }
        }
    }

    private void normal(List<NormalLoad.Setting> settings) throws Exception {
        NormalLoad load = new NormalLoad(options, servers, logs);
        for (int round = 1; round <= options.rounds(); round++) {
            for (NormalLoad.Setting setting : settings) {
                if (options.only().matcher(setting.toString()).find()) {
                    NormalLoad.Point point = load.measure(setting);
                    results.add(point);
                    System.out.println("round " + round + "  " + point);
                }
            }
        }
    }

    private void latencies() throws Exception {
        double drainRate = results.line(Loads.RISK, "worker auto").map(Results.Line::perSecond).orElse(0.0);
        if (drainRate == 0) {
            return;
        }
        addLatency(SHARES[0], true, drainRate);
        for (double share : SHARES) {
            addLatency(share, false, drainRate);
        }
    }

    private void addLatency(double share, boolean logWriters, double drainRate) throws Exception {
        servers.setLogWriters(logWriters);
        Latency latency = latency(share, logWriters, (long) (drainRate * share));
        results.add(latency);
        System.out
                .println(String.format(Locale.ROOT, "latency at %.1f, log writers %s: p50 %.0f ms, p99 %.0f ms", share,
                        logWriters ? "on" : "off", latency.p50Millis(), latency.p99Millis()));
    }

    private Latency latency(double share, boolean logWriters, long recordsPerSecond) throws Exception {
        String name = String.format(Locale.ROOT, "bench_steady_%.0f_%b", share * 100, logWriters);
        servers.createTopic(name, PARTITIONS);
        servers.createDatabase(name);
        Load nothing = RiskLoad.of(new RiskStream(SEED, 1, 0));
        WorkerContender steady = worker("worker steady", new Drain(servers, name, nothing, logs));
        try (ChildProcess process = steady.start(name, name, logs.resolve(name + ".log"))) {
            var _ = process.awaitBeginning(BEGIN_TIMEOUT);
            return new LatencyProbe(servers, name, name).measure(share, logWriters, recordsPerSecond, process);
        } finally {
            servers.dropDatabase(name);
        }
    }
}
