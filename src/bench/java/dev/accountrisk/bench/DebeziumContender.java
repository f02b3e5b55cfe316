package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Debezium's JDBC sink at the best that was found for it, in a standalone Connect worker with a class path of its own. It is done
 * when its group has committed the last offset, which it does ten times a second.
 */
record DebeziumContender(Drain drain, Path classPath, List<String> jvmOptions) implements Contender {
    private static final Duration END_TIMEOUT = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String BEGINS = "Resetting offset for partition";

    private static final String TABLE = """
            CREATE TABLE risk_sink (
                accountUuid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
                eventId VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, risk DOUBLE NOT NULL,
                occurredAt BIGINT NOT NULL, source VARCHAR(64))""";

    private static final String ROWS = "SELECT accountUuid, risk, occurredAt, eventId FROM risk_sink";

    private static final String SCHEMA = """
            {"type":"struct","fields":[{"field":"eventId","type":"string"},{"field":"accountUuid","type":"string"},\
            {"field":"risk","type":"double"},{"field":"occurredAt","type":"int64"},\
            {"field":"source","type":"string","optional":true}]}""";

    /** Resolves the class path of Connect and the sink, with the project's own build tool. */
    static Path resolve(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("debezium.classpath").toAbsolutePath();
        Files.createDirectories(folder);
        int exit = new ProcessBuilder("mvn", "-B", "-q", "-f", "src/bench/debezium/pom.xml",
                "dependency:build-classpath", "-Dmdep.outputFile=" + file).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("Debezium's class path cannot be resolved");
        }
        return file;
    }

    @Override
    public String name() {
        return "Debezium sink";
    }

    @Override
    public String settings() {
        return "JDBC sink 3.5.0.Final, upsert, batch.size 20000, reduction buffer, 2 tasks, polls of 20,000; "
                + String.join(" ", jvmOptions);
    }

    @Override
    public Measure run() throws Exception {
        return drain.run(name(), this::start, (process, database, group) -> awaitOffsets(process, group),
                connection -> ((RiskLoad) drain.load()).model().check(connection, ROWS));
    }

    private ChildProcess start(String database, String group, Path log) throws SQLException, IOException {
        BenchServers servers = drain.servers();
        try (Connection connection = servers.connect(database); Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        Path folder = Files.createDirectories(log.toAbsolutePath().resolveSibling(group));
        Path worker = Files.writeString(folder.resolve("worker.properties"), worker(folder));
        Path sink = Files.writeString(folder.resolve("sink.properties"), sink(database, group));
        Path arguments = Files.writeString(folder.resolve("class-path"),
                "-cp \"" + Files.readString(classPath).strip() + "\"\n");
        List<String> command = new ArrayList<>(jvmOptions);
        command.addAll(List.of("@" + arguments, "org.apache.kafka.connect.cli.ConnectStandalone", worker.toString(),
                sink.toString()));
        return ChildProcess.java(log, ChildProcess.Signs.beginning(BEGINS), command);
    }

    private String worker(Path folder) {
        return """
                bootstrap.servers=%s
                key.converter=org.apache.kafka.connect.storage.StringConverter
                value.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter.schemas.enable=true
                value.converter.schema.content=%s
                offset.storage.file.filename=%s
                offset.flush.interval.ms=100
                listeners=http://127.0.0.1:0
                consumer.max.poll.records=20000
                consumer.max.partition.fetch.bytes=4194304
                consumer.fetch.max.bytes=16777216
                """.formatted(drain.servers().kafka(), SCHEMA, folder.resolve("offsets"));
    }

    private String sink(String database, String group) {
        BenchServers servers = drain.servers();
        return """
                name=%s
                connector.class=io.debezium.connector.jdbc.JdbcSinkConnector
                tasks.max=2
                topics=%s
                connection.url=%s
                connection.username=%s
                connection.password=%s
                insert.mode=upsert
                primary.key.mode=record_value
                primary.key.fields=accountUuid
                collection.name.format=risk_sink
                schema.evolution=none
                quote.identifiers=true
                batch.size=20000
                use.reduction.buffer=true
                """.formatted(group, drain.topic(), servers.jdbcUrl(database), servers.mysqlUser(),
                servers.mysqlPassword());
    }

    private long awaitOffsets(ChildProcess process, String group)
            throws InterruptedException, ExecutionException {
        long endNanos = System.nanoTime() + END_TIMEOUT.toNanos();
        try (Admin admin = drain.servers().admin()) {
            while (System.nanoTime() < endNanos) {
                long committed = admin.listConsumerGroupOffsets("connect-" + group)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .values()
                        .stream()
                        .mapToLong(OffsetAndMetadata::offset)
                        .sum();
                if (committed >= drain.load().records()) {
                    return System.nanoTime();
                }
                process.requireAlive();
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
        throw new IllegalStateException("Debezium's sink did not reach the end within " + END_TIMEOUT);
    }
}
