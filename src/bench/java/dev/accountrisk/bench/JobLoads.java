package dev.accountrisk.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the jobs that read all data: the reconciliation of all accounts, and replays that are compared with the tables. Each runs with
 * the first compiler alone, as the image runs its jobs, and with both.
 */
final class JobLoads {
    private static final int PARTITIONS = 6;
    private static final int ACCOUNTS = 100_000;
    private static final int COMMANDS_EACH = 10;
    private static final int UPDATES_EACH = 5;
    private static final long SEED = 7;
    private static final String DATABASE = "bench_jobs";
    private static final String EMPTY = "bench_jobs_empty";
    private static final String UPDATES = "bench.jobs.updates";
    private static final String COMMANDS = "bench.jobs.commands";
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";
    /** The load of the drain that the arguments come from does not matter. */
    private static final Load NOTHING = RiskLoad.of(new RiskStream(SEED, 1, 0));
    private static final Duration BEGIN_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(10);

    private final BenchOptions options;
    private final BenchServers servers;
    private final Path logs;
    private int runs;

    JobLoads(BenchOptions options, BenchServers servers, Path logs) {
        this.options = options;
        this.servers = servers;
        this.logs = logs;
    }

    /**
     * What a job came to.
     *
     * @param what         what it counts, and with which compilers
     * @param units        how many of them there were
     * @param seconds      from the start of the process to its end
     * @param startSeconds the same with nothing to do
     * @param jobMicros    processor time of the job for one, its start counted
     * @param mysqlMicros  the same of MySQL
     */
    record Point(String job, String what, long units, double seconds, double startSeconds, double jobMicros,
            double mysqlMicros) {
        /** Without the start of the process. */
        double perSecond() {
            return units / Math.max(0.001, seconds - startSeconds);
        }
    }

    /** A command of the worker's jar, and the same with nothing to do. */
    private record Job(String what, int units, String database, List<String> command, String emptyDatabase,
            List<String> emptyCommand) {}

    /** Fills the tables by a worker, and runs each job once. */
    List<Point> measure() throws Exception {
        RiskLoad updates = RiskLoad.of(new RiskStream(SEED, ACCOUNTS, UPDATES_EACH * ACCOUNTS));
        CommandLoad commands = new CommandLoad(ACCOUNTS, COMMANDS_EACH * ACCOUNTS);
        for (String database : List.of(DATABASE, EMPTY)) {
            servers.createDatabase(database);
            Schema.create(servers, database);
        }
        servers.createTopic(UPDATES, PARTITIONS);
        servers.createTopic(COMMANDS, PARTITIONS);
        StreamLoader.load(servers, UPDATES, updates);
        StreamLoader.load(servers, COMMANDS, commands);
        try {
            fill(updates, commands);
            List<String> reconcile = List.of("reconcile");
            List<Job> jobs = List.of(
                    new Job("accounts", ACCOUNTS, DATABASE, reconcile, EMPTY, reconcile),
                    verify("risk updates", updates.records(), UPDATES),
                    verify("commands", commands.records(), COMMANDS));
            List<Point> points = new ArrayList<>();
            for (Job job : jobs) {
                points.add(measure(job, ", the first compiler alone", List.of(FIRST_COMPILER)));
                points.add(measure(job, ", both compilers", List.of()));
            }
            return points;
        } finally {
            servers.dropDatabase(DATABASE);
            servers.dropDatabase(EMPTY);
            servers.deleteTopic(UPDATES);
            servers.deleteTopic(COMMANDS);
        }
    }

    private static Job verify(String what, int units, String topic) {
        List<String> command = List.of("backfill", "--mode=verify", "--topic=" + topic);
        List<String> nothing = new ArrayList<>(command);
        nothing.add("--dry-run");
        return new Job(what, units, DATABASE, command, DATABASE, nothing);
    }

    private void fill(RiskLoad updates, CommandLoad commands) throws Exception {
        try (ChildProcess worker = ChildProcess.java(logs.resolve("jobs_worker.log"),
                ChildProcess.Signs.beginning(WorkerContender.BEGINS), arguments(DATABASE, List.of()));
                DrainWatch ofUpdates = new DrainWatch(servers, DATABASE, UPDATES);
                DrainWatch ofCommands = new DrainWatch(servers, DATABASE, COMMANDS)) {
            var _ = worker.awaitBeginning(BEGIN_TIMEOUT);
            var _ = ofUpdates.awaitTotal(updates.records(), worker);
            var _ = ofCommands.awaitTotal(commands.records(), worker);
        }
    }

    private Point measure(Job job, String compilers, List<String> jvm) throws Exception {
        double startSeconds = run(job.emptyDatabase(), jvm, job.emptyCommand()).seconds();
        double mysqlSeconds = mysqlSeconds();
        ChildProcess.Ended ended = run(job.database(), jvm, job.command());
        Point point = new Point(String.join(" ", job.command()), job.what() + compilers, job.units(), ended.seconds(),
                startSeconds, ended.cpuSeconds() * 1e6 / job.units(),
                (mysqlSeconds() - mysqlSeconds) * 1e6 / job.units());
        System.out.println(String.format(Locale.ROOT, "%-22s %-40s %,.0f/s", job.command().getFirst(), point.what(),
                point.perSecond()));
        return point;
    }

    private double mysqlSeconds() throws Exception {
        return ChildProcess.cpuSeconds(ProcessorTime.mysqlPid(servers));
    }

    private ChildProcess.Ended run(String database, List<String> jvm, List<String> command) throws Exception {
        List<String> arguments = arguments(database, jvm);
        arguments.addAll(command);
        String nothing = "\n";
        try (ChildProcess process = ChildProcess.java(logs.resolve("job_" + ++runs + ".log"),
                ChildProcess.Signs.beginning(nothing), arguments)) {
            ChildProcess.Ended ended = process.awaitEnd(END_TIMEOUT);
            if (ended.exitCode() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with " + ended.exitCode() + "; see " + logs);
            }
            return ended;
        }
    }

    private List<String> arguments(String database, List<String> jvm) {
        List<String> all = new ArrayList<>(options.jvm());
        all.addAll(jvm);
        WorkerContender worker = new WorkerContender("jobs", new Drain(servers, UPDATES, NOTHING, logs),
                options.jar(), all, List.of());
        return new ArrayList<>(worker.arguments(servers, database, DATABASE, UPDATES, COMMANDS));
    }
}
