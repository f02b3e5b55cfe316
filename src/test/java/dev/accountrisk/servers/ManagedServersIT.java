package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each server can be killed, started again with what it had, frozen and thawed. */
class ManagedServersIT {

    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    @TempDir
    static Path dir;
    private static TestServers servers;

    @BeforeAll
    static void startOwn() {
        servers = TestServers.startOwn(dir);
    }

    @AfterAll
    static void stop() {
        servers.close();
        assertThat(List.of(servers.mysql(), servers.kafka(), servers.redis())).noneMatch(ManagedServersIT::runs);
    }

    @Test
    void mysqlKeepsWhatWasCommittedWhenItIsKilled() throws Exception {
        MySqlServer mysql = servers.mysql();
        mysql.createDatabase("kept");
        execute("CREATE TABLE t (id INT PRIMARY KEY)");
        execute("INSERT INTO t VALUES (42)");
        int port = mysql.port();

        mysql.kill();
        assertThat(mysql.isRunning()).isFalse();
        assertThat(CompletableFuture.supplyAsync(this::answerOfMySql)).failsWithin(ANSWER);
        mysql.start();

        assertThat(mysql.isRunning()).isTrue();
        assertThat(mysql.port()).isEqualTo(port);
        assertThat(answerOfMySql()).isEqualTo(42);
        assertThat(mysql.version()).startsWith("9.");
    }

    /** A worker that is killed behind a proxy leaves such a session: the server does not notice that its client has gone. */
    @Test
    void aDatabaseIsDroppedAlthoughASessionHoldsALockOnItsTables() throws Exception {
        MySqlServer mysql = servers.mysql();
        mysql.createDatabase("held");
        try (Connection holder = mysql.connect("held"); Statement statement = holder.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
            holder.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM t FOR UPDATE");

            assertThat(CompletableFuture.runAsync(() -> mysql.dropDatabase("held"))).succeedsWithin(ANSWER);
            assertThat(holder.isValid(1)).isFalse();
        }
    }

    @Test
    void mysqlSaysNothingWhileItIsFrozen() throws Exception {
        servers.mysql().createDatabase("frozen");
        assertSilentWhileFrozen(servers.mysql(), () -> {
            servers.mysql().createDatabase("thawed");
            return "done";
        });
    }

    @Test
    void mysqlIsDurableAndLetsUsersBeMade() throws Exception {
        try (var connection = servers.mysql().connect(""); var statement = connection.createStatement()) {
            try (var row = statement
                    .executeQuery("SELECT @@sync_binlog, @@innodb_flush_log_at_trx_commit, @@log_bin")) {
                row.next();
                assertThat(List.of(row.getInt(1), row.getInt(2), row.getInt(3))).containsExactly(1, 1, 1);
            }
            statement.execute("CREATE USER 'guest'@'%' IDENTIFIED BY 'secret'");
        }
    }

    @Test
    void theReadyMadeClientLineOpensTheDatabase() throws Exception {
        servers.mysql().createDatabase("seen");
        String line = servers.mysql().clientCommandLine("seen");
        assertThat(Command.run(List.of("sh", "-c", line.replace("exec -it", "exec -i") + " -N -e 'SELECT DATABASE()'")))
                .contains("seen");
    }

    @Test
    void kafkaKeepsWhatWasAcknowledgedWhenItIsKilled() throws Exception {
        KafkaServer kafka = servers.kafka();
        kafka.createTopic("kept", 3, Map.of("retention.ms", "-1"));
        send("kept", "before");
        String bootstrap = kafka.bootstrapServers();

        kafka.kill();
        assertThat(kafka.isRunning()).isFalse();
        kafka.start();

        assertThat(kafka.bootstrapServers()).isEqualTo(bootstrap);
        send("kept", "after");
        assertThat(read("kept", 2)).containsExactly("before", "after");
    }

    @Test
    void kafkaSaysNothingWhileItIsFrozen() throws Exception {
        servers.kafka().createTopic("frozen", 1);
        assertSilentWhileFrozen(servers.kafka(), () -> send("frozen", "value"));
    }

    @Test
    void aTopicCanBeDeletedAndMadeAgain() throws Exception {
        KafkaServer kafka = servers.kafka();
        kafka.createTopic("again", 1);
        send("again", "old");
        kafka.deleteTopic("again");
        kafka.createTopic("again", 1);
        send("again", "new");
        assertThat(read("again", 1)).containsExactly("new");
    }

    @Test
    void redisIsEmptyAfterItWasKilled() {
        RedisServer redis = servers.redis();
        redis.command("SET key value");
        assertThat(redis.command("GET key")).isEqualTo("value");

        redis.kill();
        assertThat(redis.isRunning()).isFalse();
        redis.start();
        assertThat(redis.command("GET key")).isEqualTo("$-1");

        redis.command("SET key value");
        redis.flushAll();
        assertThat(redis.command("GET key")).isEqualTo("$-1");
    }

    @Test
    void redisSaysNothingWhileItIsFrozen() throws Exception {
        assertSilentWhileFrozen(servers.redis(), () -> servers.redis().command("PING"));
    }

    private static boolean runs(ManagedServer server) {
        return server.isRunning();
    }

    private static void assertSilentWhileFrozen(ManagedServer server, Supplier<String> question) throws Exception {
        server.freeze();
        CompletableFuture<String> answer;
        try {
            assertThat(server.isRunning()).isTrue();
            answer = CompletableFuture.supplyAsync(question);
            assertThat(answer).failsWithin(SILENCE).withThrowableOfType(TimeoutException.class);
        } finally {
            server.thaw();
        }
        assertThat(answer).succeedsWithin(ANSWER);
    }

    private int answerOfMySql() {
        try (var connection = servers.mysql().connect("kept");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id FROM t")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = servers.mysql().connect("kept"); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String send(String topic, String value) {
        var settings = Map.<String, Object>of("bootstrap.servers", servers.kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, 0, null, value)).get(20, TimeUnit.SECONDS).toString();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(String topic, int count) {
        var settings = Map.<String, Object>of("bootstrap.servers", servers.kafka().bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var seen = new ArrayList<String>();
            await(count + " records of " + topic).atMost(ANSWER).ignoreExceptions().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(entry -> seen.add(entry.value()));
                return seen.size() >= count;
            });
            return seen;
        }
    }
}
