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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;

/**
 * The worker with more accounts, more processes and more partitions. Every account has a row before. The stream is written in one
 * transaction of the producer, which is committed when all processes have their partitions: so all of them begin at once.
 */
final class Scale {
    /** What is varied. */
    record Setting(int accounts, int processes, int partitions) {}

    static final List<Setting> SETTINGS = List.of(new Setting(100_000, 1, 6), new Setting(1_000_000, 1, 6),
            new Setting(10_000_000, 1, 6), new Setting(100_000, 2, 6), new Setting(100_000, 4, 6),
            new Setting(100_000, 1, 1), new Setting(100_000, 1, 12), new Setting(100_000, 1, 48));

    private static final long SEED = 7;
    private static final Duration ASSIGNED_TIMEOUT = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int STEADY_LOOKS = 8;
    private static final String ROWS_WRITTEN = "SELECT SUM(version - 1) FROM account_risk";
    private static final String PAGES_READ = "SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_reads'";

    private final BenchOptions options;
    private final BenchServers servers;
    private final Path logs;

    Scale(BenchOptions options, BenchServers servers, Path logs) {
        this.options = options;
        this.servers = servers;
        this.logs = logs;
    }

    /**
     * What one setting came to.
     *
     * @param rowsPerRecord  written rows of accounts for a record: what is left when a batch's updates of an account are one
     * @param pagesPerRecord pages that MySQL read from the disk for a record
     * @param threads        the first process's processor time by threads
     */
    record Point(Setting setting, double perSecond, double workerMicros, double mysqlMicros, double rowsPerRecord,
            double pagesPerRecord, String threads, Verdict verdict) {}

    Point measure(Setting setting) throws Exception {
        String name = String.format(Locale.ROOT, "scale_%d_%d_%d", setting.accounts(), setting.processes(),
                setting.partitions());
        String topic = "bench." + name;
        RiskLoad load = RiskLoad.of(new RiskStream(SEED, setting.accounts(), options.records()));
        servers.createTopic(topic, setting.partitions());
        servers.createDatabase(name);
        Schema.create(servers, name);
        List<ChildProcess> workers = new ArrayList<>();
        try (Connection connection = servers.connect(name);
                KafkaProducer<String, byte[]> producer = StreamLoader.transactionalProducer(servers, name)) {
            Rows.insert(connection, setting.accounts());
            producer.beginTransaction();
            load.replay((key, value) -> {
                var _ = producer.send(new ProducerRecord<>(topic, key, value));
            });
            producer.flush();
            WorkerContender worker = new WorkerContender(name, new Drain(servers, topic, load, logs), options.jar(),
                    options.jvm(), List.of());
            for (int process = 0; process < setting.processes(); process++) {
                workers.add(worker.start(name, name, logs.resolve(name + "_" + process + ".log")));
            }
            awaitAssigned(name, topic, setting, workers);
            return drain(setting, topic, name, load, connection, producer, workers);
        } finally {
            workers.forEach(ChildProcess::close);
            servers.dropDatabase(name);
            servers.deleteTopic(topic);
        }
    }

    private Point drain(Setting setting, String topic, String database, RiskLoad load, Connection connection,
            KafkaProducer<String, byte[]> producer, List<ChildProcess> workers) throws Exception {
        long records = load.records();
        double pagesBefore = number(connection, PAGES_READ, 2);
        List<ProcessorTime> times = new ArrayList<>();
        for (ChildProcess worker : workers) {
            times.add(new ProcessorTime(servers, worker.pid()));
        }
        long beganNanos = System.nanoTime();
        producer.commitTransaction();
        double seconds;
        try (DrainWatch watch = new DrainWatch(servers, database, topic)) {
            seconds = (watch.awaitTotal(records, workers.getFirst()) - beganNanos) / 1e9;
        }
        double workerMicros = times.stream().mapToDouble(time -> time.contenderMicros(records)).sum();
        double mysqlMicros = times.getFirst().mysqlMicros(records);
        String threads = times.getFirst().contenderThreads(records);
        return new Point(setting, records / seconds, workerMicros, mysqlMicros,
                number(connection, ROWS_WRITTEN, 1) / records,
                (number(connection, PAGES_READ, 2) - pagesBefore) / records, threads,
                load.model().check(connection, Rows.CHANGED));
    }

    private static double number(Connection connection, String query, int column) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(column);
        }
    }

    /** Waits until every partition is somebody's, every process has its share, and it has been so for a while. */
    private void awaitAssigned(String group, String topic, Setting setting, List<ChildProcess> workers)
            throws InterruptedException {
        long endNanos = System.nanoTime() + ASSIGNED_TIMEOUT.toNanos();
        try (Admin admin = servers.admin()) {
            for (int steady = 0; steady < STEADY_LOOKS;) {
                steady = isAssigned(admin, group, topic, setting) ? steady + 1 : 0;
                workers.forEach(ChildProcess::requireAlive);
                if (System.nanoTime() > endNanos) {
                    throw new IllegalStateException("the partitions of " + topic + " were not all taken");
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private static boolean isAssigned(Admin admin, String group, String topic, Setting setting)
            throws InterruptedException {
        try {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            if (found == null) {
                return false;
            }
            long partitions = 0;
            for (MemberDescription member : found.members()) {
                partitions += member.assignment()
                        .topicPartitions()
                        .stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .count();
            }
            return found.groupState() == GroupState.STABLE && partitions == setting.partitions()
                    && found.members().size() >= setting.processes();
        } catch (ExecutionException notYet) {
            return false;
        }
    }
}
