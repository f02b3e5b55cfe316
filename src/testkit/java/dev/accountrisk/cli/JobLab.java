package dev.accountrisk.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.ApplyResult;
import dev.accountrisk.engine.Engine;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.TestTopics;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.job.StopSignal;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;

/** A database with the worker's tables, an engine that fills them, and the command line of the jobs on them. */
public final class JobLab implements AutoCloseable {
    public static final long TIMESTAMP_MILLIS = 1_763_776_800_000L;
    private static final long SKEW_MILLIS = 300_000;

    private final String database;
    private final HikariDataSource pool;
    private final Engines engines;
    private final Map<Integer, Engine<Command>> commands = new HashMap<>();
    private final Map<Integer, Engine<RiskUpdate>> riskUpdates = new HashMap<>();
    private final Map<Integer, Long> nextCommand = new HashMap<>();
    private final Map<Integer, Long> nextRiskUpdate = new HashMap<>();
    private final CommandDecoder commandDecoder = new CommandDecoder(SKEW_MILLIS);
    private final RiskUpdateDecoder riskDecoder = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, SKEW_MILLIS);
    private final FreshTopics topics;
    private final Source commandSource;
    private final Source riskSource;
    private final KafkaProducer<byte[], byte[]> producer;

    /** One record to come. */
    public record Sent(String account, String value) {}

    public JobLab(String database) throws SQLException {
        this.database = database;
        topics = FreshTopics.named(database);
        // records carry a time of last year
        topics.create(TestServers.shared().kafka(), 1, Map.of("retention.ms", "-1"));
        commandSource = source(topics.commands());
        riskSource = source(topics.riskUpdates());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.shared().kafka().bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer());
        TestServers.shared().mysql().createDatabase(database);
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(url());
        configuration.setUsername(TestServers.shared().mysql().username());
        configuration.setPassword(TestServers.shared().mysql().password());
        configuration.setAutoCommit(false);
        configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        configuration.setConnectionInitSql("SET SESSION time_zone = '+00:00'");
        pool = new HikariDataSource(configuration);
        Flyway.configure().dataSource(url(), configuration.getUsername(), configuration.getPassword()).load().migrate();
        engines = new Engines(new Transactions(pool), AccountLocks.NONE, EngineObserver.NONE, new Outbox(),
                new Installation());
        engines.positions().create(commandSource, 0);
        engines.positions().create(riskSource, 0);
    }

    private static Source source(String topic) {
        try (var admin = TestServers.shared().kafka().admin()) {
            String id = Objects.requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                    .topicId()
                    .toString();
            return new Source(topic, id, 0);
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The values that a topic has from an offset on. */
    public List<String> valuesBehind(String topic, long offset) {
        return recordsBehind(topic, offset).map(record -> new String(record.value(), StandardCharsets.UTF_8)).toList();
    }

    /** The timestamps of the records that a topic has from an offset on. */
    public List<Long> timestampsBehind(String topic, long offset) {
        return recordsBehind(topic, offset).map(ConsumerRecord::timestamp).toList();
    }

    private static Stream<ConsumerRecord<byte[], byte[]>> recordsBehind(String topic, long offset) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.shared().kafka().bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records.stream();
        }
    }

    /** How many records of a topic the engine has had. */
    public synchronized long applied(String topic) {
        return (topic.equals(topics.commands()) ? nextCommand : nextRiskUpdate).getOrDefault(0, 0L);
    }

    public FreshTopics topics() {
        return topics;
    }

    /** Gives both topics more partitions. */
    public void grow(int partitions) {
        try (var admin = TestServers.shared().kafka().admin()) {
            NewPartitions increased = NewPartitions.increaseTo(partitions);
            admin.createPartitions(Map.of(topics.commands(), increased, topics.riskUpdates(), increased)).all().get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Applies commands as one batch of the topic. */
    public OutcomeCounts command(List<Sent> sent) {
        return commandIn(0, sent);
    }

    /** Applies commands as one batch of a partition. */
    public synchronized OutcomeCounts commandIn(int partition, List<Sent> sent) {
        Engine<Command> engine = commands.computeIfAbsent(partition, any -> engines.open(TestTopics.COMMANDS));
        return apply(engine, batch(commandSource, partition, nextCommand, sent, commandDecoder::decode));
    }

    /** Applies risk updates as one batch of the topic. */
    public OutcomeCounts riskUpdate(List<Sent> sent) {
        return riskUpdateIn(0, sent);
    }

    /** Applies risk updates as one batch of a partition. */
    public synchronized OutcomeCounts riskUpdateIn(int partition, List<Sent> sent) {
        Engine<RiskUpdate> engine = riskUpdates.computeIfAbsent(partition, any -> engines.open(TestTopics.RISK));
        return apply(engine, batch(riskSource, partition, nextRiskUpdate, sent, riskDecoder::decode));
    }

    private <E extends Entry> Slice<E> batch(Source first, int partition, Map<Integer, Long> next, List<Sent> sent,
            Function<InputRecord, Decoded<E>> decoder) {
        Source source = new Source(first.topic(), first.topicId(), partition);
        long from = next.getOrDefault(partition, 0L);
        if (from == 0) {
            create(source);
        }
        List<Received<E>> records = new ArrayList<>();
        for (Sent one : sent) {
            byte[] key = bytes(one.account());
            byte[] value = bytes(one.value());
            var _ = producer.send(new ProducerRecord<>(source.topic(), partition, TIMESTAMP_MILLIS, key, value));
            Decoded<E> decoded = decoder.apply(new InputRecord(key, TIMESTAMP_MILLIS, value));
            records.add(new Received<>(from + records.size(), TIMESTAMP_MILLIS, key, value, decoded));
        }
        producer.flush();
        next.put(partition, from + records.size());
        return new Slice<>(source, from, from + records.size(), -1, records);
    }

    private void create(Source source) {
        try {
            engines.positions().create(source, 0);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Works like a live consumer: if it loses the fence, it reads the position and continues from there. */
    private static <T extends Entry> OutcomeCounts apply(Engine<T> engine, Slice<T> batch) {
        ApplyResult result = engine.apply(batch);
        return done(result instanceof ApplyResult.FenceLost ? engine.apply(batch) : result);
    }

    private static OutcomeCounts done(ApplyResult result) {
        if (result instanceof ApplyResult.Done(OutcomeCounts counts)) {
            return counts;
        }
        throw new IllegalStateException(String.valueOf(result));
    }

    public static Sent credit(String account, String id, int amount) {
        return new Sent(account, """
                {"commandId":"%s","accountUuid":"%s","type":"CREDIT","amount":"%d"}""".formatted(id, account, amount));
    }

    public static Sent debit(String account, String id, int amount) {
        return new Sent(account, """
                {"commandId":"%s","accountUuid":"%s","type":"DEBIT","amount":"%d"}""".formatted(id, account, amount));
    }

    public static Sent freeze(String account, String id, String hold, int amount, long expiresAt) {
        return new Sent(account, """
                {"commandId":"%s","accountUuid":"%s","type":"FREEZE","amount":"%d","holdId":"%s","expiresAt":%d}"""
                .formatted(id, account, amount, hold, expiresAt));
    }

    public static Sent settle(String account, String id, String hold, int amount) {
        return new Sent(account, """
                {"commandId":"%s","accountUuid":"%s","type":"SETTLE","amount":"%d","holdId":"%s"}"""
                .formatted(id, account, amount, hold));
    }

    public static Sent open(String account, String id, String reference) {
        return new Sent(account, """
                {"commandId":"%s","accountUuid":"%s","type":"OPEN","externalRef":"%s"}"""
                .formatted(id, account, reference));
    }

    public static Sent risk(String account, String id, String type, double risk, long occurredAt) {
        return new Sent(account, """
                {"eventId":"%s","accountUuid":"%s","type":"%s","risk":%s,"occurredAt":%d}"""
                .formatted(id, account, type, risk, occurredAt));
    }

    /** Runs a job's command line on this database. */
    public Console job(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(settings());
        return Console.of(all.toArray(String[]::new));
    }

    /** What is done with a bean of a job. */
    @FunctionalInterface
    public interface Work<T> {
        void run(T bean, StopSignal stop) throws Exception;
    }

    /** Does something with a bean in the context that a job on this database has. */
    public <T> void inJob(Class<T> bean, Work<T> work) throws Exception {
        new JobContext(settings(), new StopSignal()).withEntities().run(bean, (made, out, stop) -> {
            work.run(made, stop);
            return 0;
        });
    }

    /** As they would be given on the command line. */
    public List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + TestServers.shared().mysql().username(),
                "--spring.datasource.password=" + TestServers.shared().mysql().password(),
                "--spring.kafka.bootstrap-servers=" + TestServers.shared().kafka().bootstrapServers(),
                "--account-risk.lock=none"));
        topics.asProperties().forEach((name, value) -> settings.add("--" + name + "=" + value));
        return settings;
    }

    /** The one value of a query, as text. */
    public String ask(String query) throws SQLException {
        try (var connection = TestServers.shared().mysql().connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    public void change(String statement) throws SQLException {
        try (var connection = TestServers.shared().mysql().connect(database);
                var change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    public HikariDataSource pool() {
        return pool;
    }

    private String url() {
        return TestServers.shared().mysql().jdbcUrl(database);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        pool.close();
        TestServers.shared().mysql().dropDatabase(database);
    }
}
