package dev.accountrisk.bench;

import java.nio.file.Path;
import java.time.Duration;

/** One load in one topic, drained by one contender after the other, each with a group and a database of its own. */
final class Drain {
    private static final Duration BEGIN_TIMEOUT = Duration.ofMinutes(2);

    private final BenchServers servers;
    private final String topic;
    private final Load load;
    private final Path logs;
    private int runs;

    /** Starts a contender on a database, as a group. */
    @FunctionalInterface
    interface Starter {
        ChildProcess start(String database, String group, Path log) throws Exception;
    }

    Drain(BenchServers servers, String topic, Load load, Path logs) {
        this.servers = servers;
        this.topic = topic;
        this.load = load;
        this.logs = logs;
    }

    BenchServers servers() {
        return servers;
    }

    String topic() {
        return topic;
    }

    Load load() {
        return load;
    }

    /** Runs a contender that keeps its positions in the contract's table. */
    Measure byPositions(String contender, Starter starter) throws Exception {
        String run = contender.replace(' ', '_') + "_" + ++runs;
        String database = "bench_" + run;
        servers.createDatabase(database);
        Schema.create(servers, database);
        try (ChildProcess process = starter.start(database, "bench-" + run, logs.resolve(run + ".log"));
                DrainWatch watch = new DrainWatch(servers, database, topic)) {
            long beganNanos = process.awaitBeginning(BEGIN_TIMEOUT);
            ProcessorTime processor = new ProcessorTime(servers, process.pid());
            long endedNanos = watch.awaitTotal(load.records(), process);
            Measure measure = new Measure(load.records(), (endedNanos - beganNanos) / 1e9,
                    processor.contenderMicros(load.records()), processor.mysqlMicros(load.records()),
                    processor.contenderThreads(load.records()), ChildProcess.residentMebibytesMax(process.pid()),
                    verdict(database));
            process.requireAlive();
            return measure;
        } finally {
            servers.dropDatabase(database);
        }
    }

    private Verdict verdict(String database) throws Exception {
        try (var connection = servers.connect(database)) {
            return load.check(connection);
        }
    }
}
