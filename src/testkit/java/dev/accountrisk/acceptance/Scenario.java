package dev.accountrisk.acceptance;

import static org.awaitility.Awaitility.await;

import dev.accountrisk.model.LoadProducer;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.LogEnds;
import dev.accountrisk.model.LogRecord;
import dev.accountrisk.model.ModelPolicy;
import dev.accountrisk.model.ModelSettings;
import dev.accountrisk.model.WorkerDatabase;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.KafkaServer;
import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A database, four topics, some workers and a load. {@link Verdict} checks what must hold at the end. */
public final class Scenario implements AutoCloseable {
    /** How many each topic has at first, unless a test says otherwise. */
    public static final int PARTITIONS = 4;
    /** Whatever a test has set on the server, the reader of its tables sees every row, in its order. */
    private static final String READS_ALL = "&sessionVariables=sql_select_limit=18446744073709551615,sql_big_selects=1,"
            + "max_execution_time=0,max_sort_length=1024,sql_safe_updates=0,transaction_read_only=0,group_concat_max_len=1048576,"
            + "sql_mode='STRICT_TRANS_TABLES'";
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(3);
    /** Loads carry times near the present, because the broker would delete records that look a week old. */
    private static final Map<String, String> KEEP = Map.of("retention.ms", "-1", "max.message.bytes", "1100000");

    private final LockWaits lockWaits = new LockWaits();
    private final String name;
    private final MySqlAddress mysql;
    private final KafkaServer kafka;
    private final FreshTopics topics;
    private final Map<String, Object> settings = new TreeMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Path logs;
    private final LogEnds logEnds;
    private final int partitions;
    private final List<JobProcess> started = new ArrayList<>();
    private int rounds;
    private int jobs;
    private ModelSettings modelSettings;
    private Function<LogRecord, Optional<LogRecord>> reading = Optional::of;
    private Map<String, Long> policyFrom = Map.of();
    private ModelPolicy laterPolicy = ModelPolicy.DEFAULT;

    /** Makes a database and topics with the scenario's name. */
    public Scenario(TestServers servers, String name) {
        this(servers.mysql(), servers, servers.kafka(), name, PARTITIONS);
    }

    /** The same in another MySQL than the servers' own. */
    public Scenario(TestServers servers, MySqlAddress mysql, String name) {
        this(mysql, servers, servers.kafka(), name, PARTITIONS);
    }

    /** The same with another Kafka than the servers' own, and topics of so many partitions. */
    public Scenario(TestServers servers, KafkaServer kafka, String name, int partitions) {
        this(servers.mysql(), servers, kafka, name, partitions);
    }

    /** The same with another MySQL and another Kafka: only Redis is the servers' own. */
    public Scenario(MySqlAddress mysql, TestServers servers, KafkaServer kafka, String name, int partitions) {
        this.name = name;
        this.mysql = mysql;
        this.kafka = kafka;
        this.topics = FreshTopics.named(name);
        this.modelSettings = ModelSettings.defaults(topics.riskUpdates(), topics.commands());
        this.logs = Path.of("target", "worker-logs");
        mysql.createDatabase(name);
        for (String topic : List.of(topics.riskUpdates(), topics.commands(), topics.events(), topics.parked())) {
            kafka.createTopic(topic, partitions, KEEP);
        }
        this.partitions = partitions;
        this.logEnds = new LogEnds(kafka.admin(), sources());
        settings.putAll(topics.asProperties());
        useMySqlAt(mysql.host(), mysql.port());
        environment.put("SPRING_DATASOURCE_USERNAME", mysql.username());
        environment.put("SPRING_DATASOURCE_PASSWORD", mysql.password());
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        useRedisAt(servers.redis().host(), servers.redis().port());
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Workers that start from now on reach MySQL through this address. */
    public Scenario useMySqlAt(String host, int port) {
        String direct = mysql.host() + ":" + mysql.port();
        environment.put("SPRING_DATASOURCE_URL", mysql.jdbcUrl(name).replace(direct, host + ":" + port));
        return this;
    }

    /** Workers that start from now on look for the broker here. */
    public Scenario useBrokerAt(String host, int port) {
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", host + ":" + port);
        return this;
    }

    /** Workers that start from now on look for Redis here. */
    public Scenario useRedisAt(String host, int port) {
        environment.put("SPRING_DATA_REDIS_HOST", host);
        environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(port));
        return this;
    }

    /** A setting for workers that start from now on. */
    public Scenario with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** An environment variable of workers started from now on. */
    public Scenario withEnvironment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The settings that the model must know. */
    public Scenario expecting(ModelSettings changed) {
        modelSettings = changed;
        return this;
    }

    /** How the model reads the records of topics that have a mapping: as records of the contract's own form, or not at all. */
    public Scenario reading(Function<LogRecord, Optional<LogRecord>> other) {
        reading = other;
        return this;
    }

    /** A record as the model reads it; empty for one that is left out. */
    public Optional<LogRecord> asTheModelReads(LogRecord record) {
        return reading.apply(record);
    }

    /** From these offsets on, by {@code topic-partition}, another risk policy applies. */
    public Scenario expectingFrom(Map<String, Long> offsets, ModelPolicy policy) {
        policyFrom = Map.copyOf(offsets);
        laterPolicy = policy;
        return this;
    }

    /** The risk policy that applies to a record. */
    public ModelPolicy policyFor(LogRecord record) {
        long from = policyFrom.getOrDefault(record.topic() + "-" + record.partition(), Long.MAX_VALUE);
        return record.offset() < from ? modelSettings.policy() : laterPolicy;
    }

    /** One more worker, started and ready. */
    public WorkerProcess startWorker() {
        WorkerProcess worker = newWorker();
        worker.start();
        worker.awaitReady();
        return worker;
    }

    /** One more worker, not started yet. */
    public WorkerProcess newWorker() {
        return newWorker(Map.of());
    }

    /** One more worker, not started yet, with more in its environment. */
    public WorkerProcess newWorker(Map<String, String> more) {
        Path log = logs.resolve(name + "-" + (workers.size() + 1) + ".log");
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> complete = completeEnvironment();
        complete.putAll(more);
        WorkerProcess worker = new WorkerProcess(complete, log);
        workers.add(worker);
        return worker;
    }

    /** Starts a job with the workers' own settings. */
    public JobProcess startJob(String... arguments) {
        jobs++;
        JobProcess job = new JobProcess(
                completeEnvironment(),
                logs.resolve(name + "-" + arguments[0] + "-" + jobs + ".log"),
                List.of(arguments));
        started.add(job);
        return job;
    }

    private Map<String, String> completeEnvironment() {
        Map<String, String> complete = new HashMap<>(environment);
        complete.put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings));
        return complete;
    }

    /** Sends a load and returns when the broker has it. */
    public long send(Consumer<Consumer<LoadRecord>> load) {
        try (LoadProducer producer = new LoadProducer(kafka.bootstrapServers(), partitions)) {
            load.accept(producer::send);
            producer.flush();
            return producer.sent();
        }
    }

    /** Sends a load in one transaction, which leaves a marker after it in each partition. */
    public void sendInTransaction(Consumer<Consumer<LoadRecord>> load) {
        try (LoadProducer producer = LoadProducer.inTransaction(kafka.bootstrapServers(), partitions, name)) {
            load.accept(producer::send);
        }
    }

    /** Whether the workers have applied everything and no due hold waits for its {@code EXPIRE}. */
    public boolean isDrained() {
        Map<String, Long> positions = database().positions();
        return ends().entrySet()
                .stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L).equals(end.getValue()))
                && dueHolds() == 0;
    }

    /** A topic's partitions, as {@code topic-partition}. */
    public List<String> partitions(String topic) {
        return IntStream.range(0, partitions).mapToObj(partition -> topic + "-" + partition).toList();
    }

    /** The ends of the topics that the workers read, by {@code topic-partition}. */
    public Map<String, Long> ends() {
        return logEnds.now();
    }

    /** Whether the workers have applied everything before these offsets, by {@code topic-partition}. */
    public boolean hasApplied(Map<String, Long> ends) {
        Map<String, Long> positions = database().positions();
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Open holds that are due on accounts that nothing holds back. */
    private long dueHolds() {
        return database().number(
                "SELECT COUNT(*) FROM account_hold h WHERE h.state = 'OPEN' AND h.expires_at <= "
                        + System.currentTimeMillis() + " AND NOT EXISTS (SELECT 1 FROM parked_record p"
                        + " WHERE p.account_uuid = h.account_uuid AND p.state = 'PARKED' AND p.reason <> 'CONFLICT'"
                        + " AND p.source_topic = '" + topics.commands() + "')");
    }

    /** Returns when the workers have applied everything. */
    public void awaitDrained() {
        awaitDrained(DRAINED_WITHIN);
    }

    /** {@link #awaitDrained()} with another patience. */
    public void awaitDrained(Duration within) {
        // checking costs both servers time, and they have work to do
        await(name + " is drained").atMost(within).pollInterval(LOOK_EVERY).ignoreExceptions().until(this::isDrained);
    }

    /** Waits for the end and compares everything with the model: tables, events, parked topic and logs. */
    public Verdict verify() {
        awaitDrained();
        Verdict verdict = reckon();
        verdict.findings().assertNone();
        return verdict;
    }

    /** The times at which workers may wait for locks in vain. */
    public LockWaits lockWaits() {
        return lockWaits;
    }

    /** Compares everything with the model as it is now. */
    public Verdict reckon() {
        Verdict verdict = new Verdict(this);
        verdict.reach();
        return verdict;
    }

    /** A new number each time, to seed one load after another. */
    public int nextRound() {
        return ++rounds;
    }

    /** Deletes a topic and recreates it, empty, under the same name. */
    public void recreate(String topic) {
        kafka.deleteTopic(topic);
        kafka.createTopic(topic, partitions, KEEP);
    }

    /** Deletes the workers' positions. No worker may run. */
    public void forgetPositions() {
        database().execute("DELETE FROM consumer_position");
    }

    public WorkerDatabase database() {
        return new WorkerDatabase(mysql.jdbcUrl(name) + READS_ALL, mysql.username(), mysql.password());
    }

    /** The topics that the workers read. */
    public List<String> sources() {
        return List.of(topics.riskUpdates(), topics.commands());
    }

    public FreshTopics topics() {
        return topics;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public ModelSettings modelSettings() {
        return modelSettings;
    }

    /** Every worker there was. */
    public List<WorkerProcess> workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
        started.forEach(JobProcess::close);
        logEnds.close();
        mysql.dropDatabase(name);
        for (String topic : List.of(topics.riskUpdates(), topics.commands(), topics.events(), topics.parked())) {
            kafka.deleteTopic(topic);
        }
    }
}
