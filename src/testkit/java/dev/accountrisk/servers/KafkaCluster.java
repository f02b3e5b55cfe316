package dev.accountrisk.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers as processes of this machine, each a controller too. Topics have three replicas, of which two must have a record
 * before it is acknowledged. Two brokers that are down at once take the quorum of the controllers with them.
 */
public final class KafkaCluster implements KafkaServer, AutoCloseable {
    private static final int SIZE = 3;
    private static final int ANSWER_MILLIS = 2_000;
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(2);
    private static final String REPLICATED = """
            default.replication.factor=3
            min.insync.replicas=2
            offsets.topic.replication.factor=3
            transaction.state.log.replication.factor=3
            transaction.state.log.min.isr=2
            share.coordinator.state.topic.replication.factor=3
            share.coordinator.state.topic.min.isr=2
            group.consumer.session.timeout.ms=45000
            broker.session.timeout.ms=4000
            broker.heartbeat.interval.ms=1000
            """;

    private final List<LocalKafka> nodes = new ArrayList<>();
    private final List<NetworkCut> cuts = new ArrayList<>();
    private final Admin admin;

    private KafkaCluster(Path dir, Map<String, String> moreProperties) throws IOException {
        Path template = LocalKafka.template(ServerCache.ofUser());
        List<Integer> ports = reserve();
        List<Integer> controllers = reserve();
        List<Integer> internal = reserve();
        String voters = IntStream.rangeClosed(1, SIZE)
                .mapToObj(id -> id + "@" + Ports.HOST + ":" + controllers.get(id - 1))
                .collect(Collectors.joining(","));
        for (int id = 1; id <= SIZE; id++) {
            Path home = Files.createDirectories(dir.resolve("kafka-" + id));
            Path data = home.resolve("data");
            ServerCache.copyTree(template.resolve("data"), data);
            identify(data.resolve("meta.properties"), id);
            NetworkCut cut = cut(id, internal, controllers);
            cuts.add(cut);
            // of two lines for one key the later one counts
            String settings = KafkaSettings.brokerProperties(ports.get(id - 1), controllers.get(id - 1), data, Map.of())
                    + REPLICATED + listeners(ports.get(id - 1), internal.get(id - 1), controllers.get(id - 1))
                    + KafkaSettings.lines(moreProperties) + "node.id=" + id + "\ncontroller.quorum.voters="
                    + voters + "\n";
            List<String> command = LocalKafka.command(home, settings, "-Xmx384m", LocalKafka.startUp(template));
            nodes.add(new LocalKafka(ports.get(id - 1), NetworkCut.isPossible() ? cut.start(command) : command,
                    dir.resolve("kafka-" + id + ".log")));
        }
        start();
        admin = admin();
    }

    /** Starts three brokers that keep their data and logs in this folder. */
    public static KafkaCluster start(Path dir) {
        return start(dir, Map.of());
    }

    /** The same with more properties of the brokers, or others. */
    public static KafkaCluster start(Path dir, Map<String, String> moreProperties) {
        try {
            return new KafkaCluster(dir.toAbsolutePath(), moreProperties);
        } catch (IOException failure) {
            throw new UncheckedIOException("Kafka cannot be started", failure);
        }
    }

    private static List<Integer> reserve() {
        return IntStream.range(0, SIZE).mapToObj(node -> Ports.reserve()).toList();
    }

    /** Brokers reach each other by ports that no client uses. */
    private static String listeners(int port, int internal, int controller) {
        return """
                listeners=PLAINTEXT://%1$s:%2$d,INTERNAL://%1$s:%3$d,CONTROLLER://%1$s:%4$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=INTERNAL
                """.formatted(Ports.HOST, port, internal, controller);
    }

    private static NetworkCut cut(int id, List<Integer> internal, List<Integer> controllers) {
        List<Integer> others = IntStream.rangeClosed(1, SIZE)
                .filter(other -> other != id)
                .boxed()
                .flatMap(other -> Stream.of(internal.get(other - 1), controllers.get(other - 1)))
                .toList();
        return new NetworkCut(List.of(internal.get(id - 1), controllers.get(id - 1)), others);
    }

    /** Whether {@link #cutOff} works here. */
    public static boolean canCutOff() {
        return NetworkCut.isPossible();
    }

    /** Cuts a broker off from the others. Clients still reach all. */
    public void cutOff(int id) {
        cuts.get(id - 1).cut();
    }

    /** Ends every cut. */
    public void reconnect() {
        cuts.forEach(NetworkCut::heal);
    }

    /** Turns a copied data folder into that of another broker. */
    private static void identify(Path properties, int id) throws IOException {
        String changed = Files.readString(properties)
                .replaceAll("(?m)^node.id=.*$", "node.id=" + id)
                .replaceAll("(?m)^directory.id=.*$", "directory.id=" + Uuid.randomUuid());
        Files.writeString(properties, changed);
    }

    /** A broker, by its id: 1, 2 or 3. */
    public ManagedServer broker(int id) {
        return nodes.get(id - 1);
    }

    /** The broker that leads a partition; -1 if none does. */
    public int leader(TopicPartition id) {
        return leader(partition(admin, id));
    }

    private static int leader(TopicPartitionInfo partition) {
        var leader = partition.leader();
        return leader == null ? -1 : leader.id();
    }

    /** The broker that leads the controllers. */
    public int controller() {
        return done(admin.describeMetadataQuorum().quorumInfo()).leaderId();
    }

    /** Returns when another broker leads a partition. The others are asked: one that is cut off believes that nothing changed. */
    public void awaitLeaderOtherThan(int broker, TopicPartition id) {
        awaitOther(id + " has another leader", () -> {
            // a new client each time: one that was given the address of the broker that is cut off might ask that one for minutes
            try (Admin others = admin(bootstrapServersBut(broker))) {
                return leader(partition(others, id));
            }
        }, broker);
    }

    /** Returns when another broker leads the controllers. */
    public void awaitControllerOtherThan(int broker) {
        awaitOther("the controllers have another leader", this::controller, broker);
    }

    private static void awaitOther(String what, Callable<Integer> leader, int than) {
        await(what).atMost(WHOLE_WITHIN).ignoreExceptions().until(leader, id -> id > 0 && id != than);
    }

    /** The brokers that have all records of a partition. */
    public Set<Integer> inSync(TopicPartition id) {
        return partition(admin, id).isr().stream().map(broker -> broker.id()).collect(Collectors.toSet());
    }

    /** Creates a topic of one partition on these brokers; one of them alone may acknowledge records. */
    public void createUnsafeTopic(String name, Map<String, String> config, Integer... brokers) {
        var topic = new NewTopic(name, Map.of(0, List.of(brokers))).configs(new HashMap<>(config));
        done(admin.createTopics(List.of(topic)).all());
        await("topic " + name + " has a leader").atMost(TOPIC_CHANGE_TIMEOUT)
                .ignoreExceptions()
                .until(() -> leader(new TopicPartition(name, 0)) > 0);
    }

    /** Lets a broker lead that may lack records which others acknowledged; returns when it does. The leader must be gone. */
    public void electUncleanly(TopicPartition id, int broker) {
        await(id + " is led by broker " + broker).atMost(WHOLE_WITHIN).ignoreExceptions().until(() -> {
            // until the controllers believe that the leader is gone, it is still the leader
            if (leader(id) < 0) {
                var _ = admin.electLeaders(ElectionType.UNCLEAN, Set.of(id)).partitions().get();
            }
            return leader(id) == broker;
        });
    }

    /** Starts and wakes every broker, and returns when {@link #awaitWhole()} does. */
    public void makeWhole() {
        reconnect();
        start();
        thaw();
        awaitWhole();
    }

    /** Returns when every replica of every partition has all records. */
    public void awaitWhole() {
        await("every replica is in sync").atMost(WHOLE_WITHIN)
                .ignoreExceptions()
                .until(() -> done(admin.describeTopics(done(admin.listTopics().names())).allTopicNames()).values()
                        .stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.isr().size() == partition.replicas().size()));
    }

    private static TopicPartitionInfo partition(Admin admin, TopicPartition id) {
        TopicDescription topic = done(admin.describeTopics(List.of(id.topic())).allTopicNames()).get(id.topic());
        return Objects.requireNonNull(topic).partitions().get(id.partition());
    }

    private static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** One that asks another broker when a frozen one does not answer for a while. */
    @Override
    public Admin admin() {
        return admin(bootstrapServers());
    }

    private static Admin admin(String servers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5 * ANSWER_MILLIS));
    }

    @Override
    public String bootstrapServers() {
        return nodes.stream().map(node -> node.host() + ":" + node.port()).collect(Collectors.joining(","));
    }

    /** The addresses of all brokers but one. */
    public String bootstrapServersBut(int id) {
        return IntStream.rangeClosed(1, SIZE)
                .filter(other -> other != id)
                .mapToObj(other -> Ports.HOST + ":" + nodes.get(other - 1).port())
                .collect(Collectors.joining(","));
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    /** The port of the first broker. */
    @Override
    public int port() {
        return nodes.getFirst().port();
    }

    @Override
    public void kill() {
        nodes.forEach(LocalKafka::kill);
    }

    @Override
    public void stop() {
        kill();
    }

    /** All at once: a broker answers when most of the controllers are up. */
    @Override
    public void start() {
        var starting = nodes.stream()
                .map(node -> CompletableFuture.runAsync(node::start, task -> Thread.ofPlatform().daemon().start(task)))
                .toList();
        starting.forEach(CompletableFuture::join);
    }

    @Override
    public void freeze() {
        nodes.forEach(LocalKafka::freeze);
    }

    @Override
    public void thaw() {
        nodes.forEach(LocalKafka::thaw);
    }

    @Override
    public boolean isRunning() {
        return nodes.stream().allMatch(LocalKafka::isRunning);
    }

    @Override
    public void close() {
        reconnect();
        admin.close(Duration.ofSeconds(1));
        kill();
    }
}
