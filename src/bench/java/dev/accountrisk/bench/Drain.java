package dev.accountrisk.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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

    /** Compares the rows that were left with the model. */
    @FunctionalInterface
    interface Check {
        Verdict of(Connection connection) throws SQLException;
    }

    /** Waits for the last commit; answers when it was. */
    @FunctionalInterface
    interface Ending {
        long awaitNanos(ChildProcess process, String database, String group) throws Exception;
    }

    /** Runs a contender that keeps its positions in the contract's table. */
    Measure byPositions(String contender, Starter starter) throws Exception {
        return run(contender, starter, (process, database, group) -> {
            try (DrainWatch watch = new DrainWatch(servers, database, topic)) {
                return watch.awaitTotal(load.records(), process);
            }
        });
    }

    /** Runs a contender on the worker's table. */
    Measure run(String contender, Starter starter, Ending ending) throws Exception {
        return run(contender, starter, ending, load::check);
    }

    /** Runs a contender, on the worker's schema. */
    Measure run(String contender, Starter starter, Ending ending, Check check) throws Exception {
        String run = contender.replace(' ', '_') + "_" + ++runs;
        String database = "bench_" + run;
        String group = "bench-" + run;
        servers.createDatabase(database);
        Schema.create(servers, database);
        try (ChildProcess process = starter.start(database, group, logs.resolve(run + ".log"))) {
            long beganNanos = process.awaitBeginning(BEGIN_TIMEOUT);
            ProcessorTime processor = new ProcessorTime(servers, process.pid());
            long endedNanos = ending.awaitNanos(process, database, group);
            Measure measure = new Measure(load.records(), (endedNanos - beganNanos) / 1e9,
                    processor.contenderMicros(load.records()), processor.mysqlMicros(load.records()),
                    processor.contenderThreads(load.records()), ChildProcess.residentMebibytesMax(process.pid()),
                    verdict(database, check));
            process.requireAlive();
            return measure;
        } finally {
            servers.dropDatabase(database);
        }
    }

    private Verdict verdict(String database, Check check) throws SQLException {
        try (Connection connection = servers.connect(database)) {
            return check.of(connection);
        }
    }
}
