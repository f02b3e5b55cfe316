package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rebuilds all tables from the topic, under a worker that has drained it and keeps running.
 *
 * @param drainSeconds   how long the live worker took, from its first poll to its last commit
 * @param rebuildSeconds from the start of the job's process until it says that it is done: replayed, compared and swapped
 * @param heldMillis     for how long the worker was held
 */
record Rebuild(long records, double drainSeconds, double rebuildSeconds, double heldMillis, Verdict verdict) {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern HELD = Pattern.compile("The workers were held for ([0-9.]+) ms");
    private static final String DONE = "The workers were held for";

    static Rebuild measure(WorkerContender worker, Path logs) throws Exception {
        String database = "bench_rebuild";
        BenchServers servers = worker.drain().servers();
        long records = worker.drain().load().records();
        servers.createDatabase(database);
        Schema.create(servers, database);
        try (ChildProcess live = worker.start(database, database, logs.resolve("rebuild_worker.log"));
                DrainWatch watch = new DrainWatch(servers, database, worker.drain().topic())) {
            long beganNanos = live.awaitBeginning(TIMEOUT);
            double drainSeconds = (watch.awaitTotal(records, live) - beganNanos) / 1e9;
            Path log = logs.resolve("rebuild_job.log");
            long startedNanos = System.nanoTime();
            List<String> arguments = new ArrayList<>(worker.arguments(database, database));
            arguments.addAll(List.of("backfill", "--mode=rebuild"));
            try (ChildProcess job = ChildProcess.java(log, new ChildProcess.Signs(DONE, DONE), arguments)) {
                double rebuildSeconds = (job.awaitEnding(TIMEOUT) - startedNanos) / 1e9;
                live.requireAlive();
                try (var connection = servers.connect(database)) {
                    return new Rebuild(records, drainSeconds, rebuildSeconds, heldMillis(log),
                            worker.drain().load().check(connection));
                }
            }
        } finally {
            servers.dropDatabase(database);
            servers.dropDatabase(database + "_shadow");
            servers.dropDatabase(database + "_replaced");
        }
    }

    private static double heldMillis(Path log) throws IOException {
        Matcher held = HELD.matcher(Files.readString(log));
        if (!held.find()) {
            throw new IllegalStateException("the job does not say how long it held the workers; see " + log);
        }
        return Double.parseDouble(held.group(1));
    }
}
