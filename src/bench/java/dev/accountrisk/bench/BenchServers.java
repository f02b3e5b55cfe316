package dev.accountrisk.bench;

import dev.accountrisk.servers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The servers that all contenders share.
 *
 * @param mysql host and port
 */
record BenchServers(String mysql, String mysqlUser, String mysqlPassword, String kafka, String redisHost,
        int redisPort) {

    private static final Duration LEADERS_TIMEOUT = Duration.ofMinutes(1);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Durable, and with room for all that is measured: a server that is given is set the same way where that is allowed. */
    private static final List<String> SETTINGS = List.of("SET GLOBAL sync_binlog = 1",
            "SET GLOBAL innodb_flush_log_at_trx_commit = 1", "SET GLOBAL innodb_buffer_pool_size = 2147483648",
            "SET GLOBAL innodb_redo_log_capacity = 2147483648", logWriters(false));

    /** Servers of this machine, started now and ended with this JVM. */
    static BenchServers local() {
        TestServers servers = TestServers.shared();
        return new BenchServers(servers.mysql().host() + ":" + servers.mysql().port(), servers.mysql().username(),
                servers.mysql().password(), servers.kafka().bootstrapServers(), servers.redis().host(),
                servers.redis().port());
    }

    String jdbcUrl(String database) {
        return "jdbc:mysql://" + mysql + "/" + database + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), mysqlUser, mysqlPassword);
    }

    void prepare() throws SQLException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
        }
    }

    private static String logWriters(boolean on) {
        return "SET GLOBAL innodb_log_writer_threads = " + (on ? "ON" : "OFF");
    }

    /**
     * Whether threads of their own write the redo log. Without them, which is the server's choice on small machines, the threads
     * that commit write it themselves: cheaper, but now and then one misses its turn and all wait for 100 ms.
     */
    void setLogWriters(boolean on) throws SQLException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            statement.execute(logWriters(on));
        }
    }

    /** An empty database under that name. */
    void createDatabase(String name) throws SQLException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
    }

    void dropDatabase(String name) throws SQLException {
        try (Connection connection = connect(""); Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
        }
    }

    Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
    }

    /** An empty topic under that name, whose records get the time of their arrival; one that an earlier run left is deleted. */
    void createTopic(String name, int partitions) {
        try (Admin admin = admin()) {
            if (admin.listTopics().names().get().contains(name)) {
                admin.deleteTopics(List.of(name)).all().get();
            }
            createWhenGone(admin, new NewTopic(name, Optional.of(partitions), Optional.<Short>empty())
                    .configs(Map.of("message.timestamp.type", "LogAppendTime")));
            awaitLeaders(admin, name, partitions);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("topic " + name + " cannot be made", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The broker still knows a deleted topic for a moment. */
    private static void createWhenGone(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        long endNanos = System.nanoTime() + LEADERS_TIMEOUT.toNanos();
        while (true) {
            try {
                admin.createTopics(List.of(topic)).all().get();
                return;
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException) || System.nanoTime() > endNanos) {
                    throw failure;
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    void deleteTopic(String name) throws InterruptedException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("topic " + name + " cannot be deleted", failure.getCause());
        }
    }

    /** A producer that comes before the leaders may lose count of what it has sent. */
    private static void awaitLeaders(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition),
                        partition -> OffsetSpec.latest()));
        long endNanos = System.nanoTime() + LEADERS_TIMEOUT.toNanos();
        while (true) {
            try {
                admin.listOffsets(asked).all().get();
                return;
            } catch (ExecutionException notYet) {
                if (System.nanoTime() > endNanos) {
                    throw notYet;
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }
}
