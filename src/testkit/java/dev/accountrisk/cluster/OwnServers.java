package dev.accountrisk.cluster;

import dev.accountrisk.deploy.Certificates;
import dev.accountrisk.deploy.DatabaseUsers;
import dev.accountrisk.deploy.SecureServers;
import dev.accountrisk.servers.TcpProxy;
import dev.accountrisk.servers.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * MySQL, Kafka and Redis as processes of this machine. Pods reach them at one address of it, and this machine at loopback, where
 * nothing is encrypted. In the secure form pods meet only encryption, passwords and rights, as in production.
 */
final class OwnServers implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** How the overlays call the broker: the name that it tells its clients. */
    private static final String KAFKA = "kafka.backing:9093";
    private static final String SECURE_KAFKA = "kafka-bootstrap.kafka.svc:9093";

    private final Path dir;
    private final InetAddress address;
    private final TestServers servers;
    private final @Nullable SecureServers secure;
    private final int kafkaPort;
    private @Nullable Certificates next;

    private OwnServers(InetAddress address, Path dir, boolean encrypted) throws Exception {
        this.dir = dir;
        this.address = address;
        int listener = freePort();
        servers = open(dir, encrypted ? Map.of() : listeners(listener));
        secure = encrypted ? secured() : null;
        kafkaPort = secure == null ? listener : secure.scramPort();
    }

    /** Downloads their programs, if they are not here yet: starts them once, and ends them. */
    static void fetch() throws IOException {
        Path dir = Files.createTempDirectory("account-risk-servers");
        try (TestServers once = open(dir, Map.of())) {
            System.out.println(String.join("\n", once.mysql().jdbcUrl(""), once.kafka().bootstrapServers(),
                    once.redis().host() + ":" + once.redis().port()));
        } finally {
            FileSystemUtils.deleteRecursively(dir);
        }
    }

    private static TestServers open(Path dir, Map<String, String> brokerProperties) {
        return TestServers.startOwnProcesses(dir, brokerProperties)
                .orElseThrow(() -> new IllegalStateException("the programs of MySQL, Kafka and Redis are not here:"
                        + " run acceptance.sh fetch where a Debian mirror can be reached"));
    }

    /**
     * Starts them, writes {@code servers.env} into the folder, says {@code done}, and then does what each line of standard input
     * says, until that ends: {@code password kafka|redis NEW}, {@code renew mysql|kafka|redis} (a certificate of the next
     * authority), {@code trust both|next} (writes {@code truststore.p12} for the workers). It answers {@code done} or what went
     * wrong.
     *
     * @param arguments the address for pods, {@code plain} or {@code secure}, and the folder
     */
    static void serve(String... arguments) throws Exception {
        Path dir = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
        try (OwnServers own = new OwnServers(InetAddress.getByName(arguments[0]), dir, "secure".equals(arguments[1]));
                TcpProxy mysql = own.forPods(own.servers.mysql().port());
                TcpProxy kafka = own.forPods(own.kafkaPort);
                TcpProxy redis = own.forPods(own.redisPort());
                BufferedReader orders = new BufferedReader(
                        new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Files.writeString(dir.resolve("servers.env"), """
                    MYSQL=%s:%d KAFKA=%s
                    MYSQL_PORT=%d KAFKA_PORT=%d REDIS_PORT=%d
                    SERVERS_USER=%s SERVERS_PASSWORD=%s TRUST_STORE_PASSWORD=%s
                    """.formatted(HOST, own.servers.mysql().port(), own.servers.kafka().bootstrapServers(),
                    mysql.port(), kafka.port(), redis.port(), SecureServers.USER, SecureServers.PASSWORD,
                    Certificates.PASSWORD));
            System.out.println("done");
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(own.answer(order.split(" ", -1)));
            }
        }
    }

    private String answer(String... order) {
        try {
            follow(order);
            return "done";
        } catch (Exception | AssertionError failure) {
            return failure.toString().replace('\n', ' ');
        }
    }

    private void follow(String... order) throws Exception {
        if (secure == null) {
            throw new IllegalStateException("these servers have no passwords and certificates");
        }
        switch (order[0] + " " + order[1]) {
            case "password kafka" -> secure.changeKafkaPassword(order[2]);
            case "password redis" -> secure.changeRedisPassword(order[2]);
            case "renew mysql" -> {
                secure.renewMySql(next());
                endSessions();
            }
            case "renew kafka" -> secure.renewKafka(next());
            case "renew redis" -> secure.renewRedis(next());
            case "trust both" -> Certificates.trust(trustStore(), secure.certificates(), next());
            case "trust next" -> Certificates.trust(trustStore(), next());
            default -> throw new IllegalArgumentException("no order: " + String.join(" ", order));
        }
    }

    private void endSessions() throws SQLException {
        try (Connection administrator = servers.mysql().connect("")) {
            new DatabaseUsers(administrator, ClusterServers.DATABASE).killSessionsOf(DatabaseUsers.WORKER);
        }
    }

    private SecureServers secured() throws Exception {
        SecureServers made = new SecureServers(servers, Files.createDirectory(dir.resolve("authority")));
        made.secureMySql(SecureServers.SERVER);
        made.secureKafka(dir, SECURE_KAFKA);
        made.encryptRedis();
        Certificates.trust(trustStore(), made.certificates());
        return made;
    }

    private Certificates next() throws IOException, InterruptedException {
        if (next == null) {
            next = SecureServers.newCertificates(Files.createDirectory(dir.resolve("next-authority")));
        }
        return next;
    }

    private Path trustStore() {
        return dir.resolve("truststore.p12");
    }

    private int redisPort() {
        return secure == null ? servers.redis().port() : secure.redisTlsPort();
    }

    private TcpProxy forPods(int port) {
        return TcpProxy.at(address, HOST, port);
    }

    /** One listener for this machine, and one for pods, which tells them a name that they know. */
    private static Map<String, String> listeners(int forPods) throws IOException {
        int controller = freePort();
        return Map.of("listeners",
                "PLAINTEXT://%1$s:{port},PODS://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(HOST, forPods, controller),
                "controller.quorum.voters", "1@" + HOST + ":" + controller,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,PODS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "advertised.listeners", "PLAINTEXT://" + HOST + ":{port},PODS://" + KAFKA);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
