package dev.accountrisk.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The three as containers. Their data lives and dies with them, so the folders are not used. */
final class ContainerServers implements ServerSource {

    private static final int MYSQL_PORT = 3306;
    private static final int KAFKA_PORT = 9092;
    private static final int REDIS_PORT = 6379;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", Ports.HOST);

    private final List<GenericContainer<?>> started = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public MySqlServer startMySql(Path dir) {
        var container = new MySQLContainer(DockerImageName.parse(ContainerImages.MYSQL)).withUsername("root")
                .withPassword("")
                .withCommand("--innodb-buffer-pool-size=1G", "--innodb-redo-log-capacity=1G", "--max-connections=500");
        return new MySql(container, started(container, MYSQL_PORT));
    }

    @Override
    public KafkaServer startKafka(Path dir, Map<String, String> moreProperties) {
        if (!moreProperties.isEmpty()) {
            throw new NoServersException("a broker in a container takes no properties: " + moreProperties);
        }
        var container = new KafkaContainer(DockerImageName.parse(ContainerImages.KAFKA));
        KafkaSettings.COMMON.forEach((key, value) -> container.withEnv(environmentName(key), value));
        return new Kafka(container, started(container, KAFKA_PORT));
    }

    @Override
    public RedisServer startRedis(Path dir) {
        var container = new GenericContainer<>(DockerImageName.parse(ContainerImages.REDIS))
                .withExposedPorts(REDIS_PORT)
                .withCommand("redis-server", "--save", "", "--appendonly", "no");
        return new Redis(container, started(container, REDIS_PORT));
    }

    @Override
    public void close() {
        started.forEach(GenericContainer::stop);
    }

    /** Uses a fixed port of the host, because a port that the engine picks would change with every restart. */
    private int started(GenericContainer<?> container, int containerPort) {
        int hostPort = Ports.reserve();
        String address = THIS_MACHINE.contains(container.getHost()) ? Ports.HOST + ":" : "";
        container.setPortBindings(List.of(address + hostPort + ":" + containerPort));
        started.add(container);
        container.start();
        return hostPort;
    }

    /** As the image's own start script reads it. */
    private static String environmentName(String key) {
        return "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static final class MySql extends ContainerProcess implements MySqlServer {

        MySql(GenericContainer<?> container, int port) {
            super(container, port, () -> MySqlGreeting.isGiven(container.getHost(), port));
        }

        @Override
        public String clientCommandLine(String database) {
            return "docker exec -it %s mysql -u %s %s".formatted(containerId(), username(), database).strip();
        }
    }

    private static final class Kafka extends ContainerProcess implements KafkaServer {

        Kafka(KafkaContainer container, int port) {
            super(container, port, () -> BrokerProbe.answers(container.getHost(), port));
        }
    }

    private static final class Redis extends ContainerProcess implements RedisServer {

        Redis(GenericContainer<?> container, int port) {
            super(container, port, () -> "+PONG".equals(RedisCommand.send(container.getHost(), port, "PING")));
        }
    }
}
