package dev.accountrisk.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Measures long loads: the first tenth, with processes that have just started, and the rest. */
final class LongLoads {
    private static final int PARTITIONS = 6;
    private static final int ACCOUNTS = 100_000;
    private static final long SEED = 7;
    private static final int FEW_ACCOUNTS = 2_000;
    private static final int MANY_ACCOUNTS = 200_000;
    /** So the first tenth is as long as the stream of the short form. */
    private static final int UPDATES_FACTOR = 10;
    private static final int COMMANDS_FACTOR = 3;
    private static final int PARTS = 10;

    private final BenchOptions options;
    private final BenchServers servers;
    private final Results results;
    private final Path logs;

    LongLoads(BenchOptions options, BenchServers servers, Results results, Path logs) {
        this.options = options;
        this.servers = servers;
        this.results = results;
        this.logs = logs;
    }

    /** A load, and what the report calls its two parts. */
    private record Setting(String topic, Load load, String first, String rest) {}

    /** One round. */
    void run(int round) throws InterruptedException {
        int updates = UPDATES_FACTOR * options.records();
        int commands = COMMANDS_FACTOR * options.records();
        runOn(round, new Setting("bench.steady.risk", RiskLoad.of(new RiskStream(SEED, ACCOUNTS, updates)),
                Loads.LONG_FIRST, Loads.LONG_REST));
        runOn(round, new Setting("bench.steady.few", new CommandLoad(FEW_ACCOUNTS, commands),
                Loads.LONG_COMMANDS_FIRST, Loads.LONG_COMMANDS_REST));
        runOn(round, new Setting("bench.steady.many", new CommandLoad(MANY_ACCOUNTS, commands),
                Loads.MANY_COMMANDS_FIRST, Loads.MANY_COMMANDS_REST));
        runOn(round, new Setting("bench.steady.hot", new CommandLoad(1, options.records()), Loads.LONG_HOT_FIRST,
                Loads.LONG_HOT_REST));
    }

    private void runOn(int round, Setting setting) throws InterruptedException {
        if (!options.only().matcher(setting.rest()).find()) {
            return;
        }
        servers.createTopic(setting.topic(), PARTITIONS);
        try {
            StreamLoader.load(servers, setting.topic(), setting.load());
            Drain drain = new Drain(servers, setting.topic(), setting.load(),
                    logs.resolve(setting.topic() + "-" + round));
            LongDrain parts = new LongDrain(drain, setting.load().records() / PARTS);
            if (setting.load() instanceof RiskLoad) {
                PrototypeContender prototype = new PrototypeContender(drain, options.jvm(), PrototypeContender.BEST);
                attempt(round, prototype, () -> add(setting, prototype, parts.run(prototype.name(), prototype::start)));
            }
            WorkerContender worker = new WorkerContender("worker", drain, options.jar(), options.jvm(), List.of());
            attempt(round, worker, () -> {
                LongDrain.Result result = parts.run(worker.name(), worker::start);
                add(setting, worker, result);
                results.add(new LongLoad(round, setting.rest(), result.statements(), result.waitedMillisMost()));
            });
            if (setting.load() instanceof CommandLoad commands && commands.accounts() > 1) {
                RawMySql raw = RawMySql.journal(servers, commands.accounts(), commands.records());
                attempt(round, raw, () -> results.add(setting.rest(), raw, raw.run()));
            }
        } finally {
            servers.deleteTopic(setting.topic());
        }
    }

    private void add(Setting setting, Contender contender, LongDrain.Result result) {
        results.add(setting.first(), contender, result.first());
        results.add(setting.rest(), contender, result.rest());
    }

    /** Runs one contender. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    /** A contender that fails is reported and left out. The others are still measured. */
    private static void attempt(int round, Contender contender, Attempt attempt) {
        try {
            attempt.run();
            System.out.println("round " + round + "  " + contender.name());
        } catch (Exception failure) {
            System.err.println(String.format(Locale.ROOT, "round %d  %s failed: %s", round, contender.name(), failure));
        }
    }
}
