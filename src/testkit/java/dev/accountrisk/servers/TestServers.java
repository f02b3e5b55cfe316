package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;

/**
 * A MySQL, a Kafka and a Redis that really run: containers where an engine answers, else processes of this machine. The
 * three start side by side; asking for one waits for that one alone.
 */
public final class TestServers implements AutoCloseable {

    private final ServerSource source;
    private final CompletableFuture<MySqlServer> mysql;
    private final CompletableFuture<KafkaServer> kafka;
    private final CompletableFuture<RedisServer> redis;

    private TestServers(ServerSource source, Path dir, CompletableFuture<MySqlServer> mysql,
            CompletableFuture<KafkaServer> kafka) {
        this.source = source;
        this.mysql = mysql;
        this.kafka = kafka;
        redis = inBackground("redis", () -> source.startRedis(dir));
    }

    private TestServers(ServerSource source, Path dir, Map<String, String> brokerProperties) {
        this(source, dir, inBackground("mysql", () -> source.startMySql(dir)), kafka(source, dir, brokerProperties));
    }

    private static CompletableFuture<KafkaServer> kafka(ServerSource source, Path dir,
            Map<String, String> brokerProperties) {
        return inBackground("kafka", () -> source.startKafka(dir, brokerProperties));
    }

    /** The trio of this JVM: started when first asked for, ended with the JVM, after Spring's contexts. */
    public static TestServers shared() {
        return Shared.SERVERS;
    }

    /** A trio of the caller's own, for a test that breaks servers; the data lives in the folder. */
    public static TestServers startOwn(Path dir) {
        return new TestServers(ServerChoice.fromSettings().open(), dir.toAbsolutePath(), Map.of());
    }

    /** Kafka and Redis alone, for a caller that has a MySQL of another kind, such as a {@link MySqlGroup}. */
    public static TestServers startWithoutMySql(Path dir) {
        ServerSource source = ServerChoice.fromSettings().open();
        return new TestServers(source, dir.toAbsolutePath(), none("MySQL"),
                kafka(source, dir.toAbsolutePath(), Map.of()));
    }

    /** Redis alone, for a caller that also has a Kafka of another kind, such as a {@link KafkaCluster}. */
    public static TestServers startRedisAlone(Path dir) {
        return new TestServers(ServerChoice.fromSettings().open(), dir.toAbsolutePath(), none("MySQL"), none("Kafka"));
    }

    private static <T> CompletableFuture<T> none(String name) {
        return CompletableFuture.failedFuture(new IllegalStateException("these servers were started without " + name));
    }

    /** A folder for servers' data that is deleted when this JVM has ended. */
    public static Path temporaryFolder() {
        try {
            Path dir = Files.createTempDirectory("account-risk-servers-");
            ProcessGuard.deleteAtEnd(dir);
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As processes of this machine even where an engine answers: their files can be changed. Empty where they cannot be had. */
    public static Optional<TestServers> startOwnProcesses(Path dir) {
        return startOwnProcesses(dir, Map.of());
    }

    /** The same with more properties of the broker, or others. */
    public static Optional<TestServers> startOwnProcesses(Path dir, Map<String, String> brokerProperties) {
        try {
            return Optional.of(new TestServers(ServerChoice.LOCAL.open(), dir.toAbsolutePath(), brokerProperties));
        } catch (NoServersException nowhere) {
            return Optional.empty();
        }
    }

    public MySqlServer mysql() {
        return started(mysql);
    }

    public KafkaServer kafka() {
        return started(kafka);
    }

    public RedisServer redis() {
        return started(redis);
    }

    /** How these servers are run, in words. */
    public String kind() {
        return source.name();
    }

    @Override
    public void close() {
        // a server that is still starting must be known before it can be stopped
        CompletableFuture.allOf(mysql, kafka, redis).exceptionally(failure -> null).join();
        source.close();
    }

    private static <T> CompletableFuture<T> inBackground(String name, Supplier<T> start) {
        var future = new CompletableFuture<T>();
        Thread.ofPlatform().daemon().name("start-" + name).start(() -> {
            try {
                future.complete(start.get());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private static <T> T started(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoServersException missing) {
                throw missing;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The JVM makes this once, under its own lock, when it is first needed. */
    private static final class Shared {

        static final TestServers SERVERS = start();

        private Shared() {}

        private static TestServers start() {
            TestServers servers = startOwn(temporaryFolder());
            // Boot's own hook closes the contexts first: a worker is to end while its servers still answer
            SpringApplication.getShutdownHandlers().add(servers::close);
            return servers;
        }
    }
}
