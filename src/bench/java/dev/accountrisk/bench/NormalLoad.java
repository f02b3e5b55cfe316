package dev.accountrisk.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures workers that are far from their limit: commands and risk updates of 20,000 accounts arrive at a steady rate. The results are what
 * a record costs, and how long it takes from its arrival to its commit.
 */
final class NormalLoad {
    /** What is varied: records a second, partitions of each topic, processes. */
    record Setting(int commandsPerSecond, int updatesPerSecond, int partitions, int processes) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d commands and %,d updates a second, %d partitions each, %d %s",
                    commandsPerSecond, updatesPerSecond, partitions, processes,
                    processes == 1 ? "process" : "processes");
        }
    }

    /** The first is the one that the project has set itself a target for. */
    static final List<Setting> SETTINGS = List.of(new Setting(2_000, 5_000, 48, 1), new Setting(2_000, 5_000, 6, 1),
            new Setting(2_000, 5_000, 48, 3), new Setting(2_000, 0, 48, 1), new Setting(150, 350, 48, 1),
            new Setting(600, 1_400, 48, 1), new Setting(3_000, 7_000, 48, 1), new Setting(300, 700, 6, 1),
            new Setting(300, 700, 200, 1));

    private static final int ACCOUNTS = 20_000;
    private static final long SEED = 17;
    /** Long enough for a JVM that compiles what it runs often. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration MEASURED = Duration.ofSeconds(25);
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration CATCH_UP_MAX = Duration.ofMinutes(1);
    /** Each look takes of the processors that the worker needs, and adds half of this to what is seen. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final String COMMITS = "SHOW GLOBAL STATUS LIKE 'Com_commit'";

    private final BenchOptions options;
    private final BenchServers servers;
    private final Path logs;
    private int runs;

    NormalLoad(BenchOptions options, BenchServers servers, Path logs) {
        this.options = options;
        this.servers = servers;
        this.logs = logs;
    }

    /**
     * The result of one setting.
     *
     * @param readySeconds   from the start of the first process until each partition had a position
     * @param recordsPerCommit records per transaction of MySQL, those of the relay counted
     * @param workerMicros     processor time of all processes, a record
     * @param residentMebibytes the most that one process had
     * @param verdict          whether the rows are those of the model
     */
    record Point(Setting setting, double readySeconds, double p50Millis, double p99Millis, double mostMillis,
            double recordsPerCommit,
            double workerMicros, double mysqlMicros, long residentMebibytes, String threads, Verdict verdict) {
        double processorMicros() {
            return workerMicros + mysqlMicros;
        }
    }

    /** What is sent in a run. */
    private record Loads(RiskLoad updates, CommandLoad commands) {
        static Loads of(Setting setting) {
            int seconds = (int) WARM_UP.plus(MEASURED).toSeconds();
            return new Loads(RiskLoad.of(new RiskStream(SEED, ACCOUNTS, setting.updatesPerSecond() * seconds)),
                    new CommandLoad(ACCOUNTS, setting.commandsPerSecond() * seconds));
        }

        Verdict check(Connection connection) throws SQLException {
            Verdict first = updates.check(connection);
            Verdict second = commands.check(connection);
            return new Verdict(first.wrongRows() + second.wrongRows(), first.rows() + second.rows());
        }
    }

    Point measure(Setting setting) throws Exception {
        String name = "normal_" + ++runs;
        String updates = "bench." + name + ".updates";
        String commands = "bench." + name + ".commands";
        servers.createTopic(updates, setting.partitions());
        servers.createTopic(commands, setting.partitions());
        servers.createDatabase(name);
        Schema.create(servers, name);
        Loads loads = Loads.of(setting);
        WorkerContender worker = new WorkerContender(name, new Drain(servers, updates, loads.updates(), logs),
                options.jar(), options.jvm(), List.of());
        List<ChildProcess> workers = new ArrayList<>();
        try (Connection connection = servers.connect(name); ArrivalTimes times = new ArrivalTimes(connection)) {
            long startedNanos = System.nanoTime();
            for (int process = 0; process < setting.processes(); process++) {
                workers.add(ChildProcess.java(logs.resolve(name + "_" + process + ".log"),
                        ChildProcess.Signs.beginning(WorkerContender.BEGINS),
                        worker.arguments(servers, name, name, updates, commands)));
            }
            awaitPositions(times, 2 * setting.partitions(), workers);
            double readySeconds = (System.nanoTime() - startedNanos) / 1e9;
            return run(setting, readySeconds, updates, commands, loads, times, connection, workers);
        } finally {
            workers.forEach(ChildProcess::close);
            servers.dropDatabase(name);
            servers.deleteTopic(updates);
            servers.deleteTopic(commands);
        }
    }

    private static void awaitPositions(ArrivalTimes times, int partitions, List<ChildProcess> workers)
            throws SQLException {
        long endNanos = System.nanoTime() + START_MAX.toNanos();
        while (times.partitions() < partitions) {
            times.look();
            workers.forEach(ChildProcess::requireAlive);
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException(times.partitions() + " of " + partitions + " partitions were taken");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private Point run(Setting setting, double readySeconds, String updates, String commands, Loads loads,
            ArrivalTimes times,
            Connection connection, List<ChildProcess> workers) throws Exception {
        long beganNanos = System.nanoTime();
        long measuredFrom = beganNanos + WARM_UP.toNanos();
        List<Thread> senders = List.of(
                PacedSender.start(servers, updates, loads.updates(), setting.updatesPerSecond(), times,
                        () -> System.nanoTime() > measuredFrom),
                PacedSender.start(servers, commands, loads.commands(), setting.commandsPerSecond(), times,
                        () -> System.nanoTime() > measuredFrom));
        lookUntil(measuredFrom, times, workers);
        List<ProcessorTime> processors = new ArrayList<>();
        for (ChildProcess worker : workers) {
            processors.add(new ProcessorTime(servers, worker.pid()));
        }
        double commits = commits(connection);
        long committed = times.committed();
        lookUntil(measuredFrom + MEASURED.toNanos(), times, workers);
        // not what was sent: a worker that falls behind would look cheap
        long records = times.committed() - committed;
        double workerMicros = processors.stream().mapToDouble(time -> time.contenderMicros(records)).sum();
        double mysqlMicros = processors.getFirst().mysqlMicros(records);
        String threads = processors.getFirst().contenderThreads(records);
        double recordsPerCommit = records / (commits(connection) - commits);
        for (Thread sender : senders) {
            sender.join();
        }
        awaitEnd(times, workers);
        double[] sorted = times.sortedMillis();
        return new Point(setting, readySeconds, LatencyProbe.percentile(sorted, 0.5),
                LatencyProbe.percentile(sorted, 0.99),
                sorted[sorted.length - 1], recordsPerCommit, workerMicros, mysqlMicros,
                workers.stream().mapToLong(worker -> ChildProcess.residentMebibytesMax(worker.pid())).max().orElse(0),
                threads, loads.check(connection));
    }

    private static void lookUntil(long endNanos, ArrivalTimes times, List<ChildProcess> workers) throws SQLException {
        while (System.nanoTime() < endNanos) {
            times.look();
            workers.forEach(ChildProcess::requireAlive);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static void awaitEnd(ArrivalTimes times, List<ChildProcess> workers) throws SQLException {
        long endNanos = System.nanoTime() + CATCH_UP_MAX.toNanos();
        for (times.look(); times.isBehind(); times.look()) {
            workers.forEach(ChildProcess::requireAlive);
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException("the workers did not catch up");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static double commits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(COMMITS)) {
            row.next();
            return row.getDouble(2);
        }
    }
}
