package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Redis or Valkey as several processes: watched by Sentinels, or as a Cluster. They all end with this. */
public final class RedisNodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENTINELS = 3;
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    /** How long a server may give no answer until the others replace it. Usual values are longer. */
    private static final int SILENT_MILLIS_MAX = 3_000;

    private final List<LocalProcess> started = new ArrayList<>();
    private final Path program;
    private final Path dir;

    /** @param dir where they keep their data and logs */
    public RedisNodes(Path dir) {
        this(dir, LocalPrograms.find(ServerCache.ofUser()).redisServer());
    }

    /** The same with another program, such as Valkey's. */
    public RedisNodes(Path dir, Path program) {
        this.dir = dir;
        this.program = program;
    }

    /**
     * A master and the replica that is promoted when the master is lost.
     *
     * @param addresses what a client is told: the Sentinels, or the nodes of the Cluster
     * @param key       a key that the master has
     */
    public record Pair(String addresses, ManagedServer master, ManagedServer replica, String key) {
        /** Kills the master; returns when the replica takes writes. */
        public void failOver() {
            master.kill();
            Eventually.await("the replica is promoted", PATIENCE, () -> takesWrites(replica.port(), key));
        }
    }

    private static boolean takesWrites(int port, String key) throws IOException {
        // the braces let it be in the slot of the key
        return RedisCommand.send(Ports.HOST, port, "SET {" + key + "}:probe 1").startsWith("+OK");
    }

    /** Starts a server and a Sentinel that watches it as {@code mymaster}; returns the Sentinel's {@code host:port}. */
    public String startSentinel() {
        return address(startSentinel(start("server", List.of()), 1, 1));
    }

    /** Starts a master, its replica, and three Sentinels that watch them as {@code mymaster}. */
    public Pair startWatchedPair(String key) {
        LocalProcess master = start("master", List.of());
        LocalProcess replica = start("replica", List.of("--replicaof", Ports.HOST + " " + master.port()));
        List<LocalProcess> sentinels = IntStream.rangeClosed(1, SENTINELS)
                .mapToObj(number -> startSentinel(master, number, SENTINELS / 2 + 1))
                .toList();
        awaitReplica(master);
        for (LocalProcess sentinel : sentinels) {
            awaitAnswer(sentinel, "SENTINEL CKQUORUM mymaster", "+OK " + SENTINELS);
            awaitAnswer(sentinel, "SENTINEL REPLICAS mymaster", "*1");
        }
        return new Pair(addresses(sentinels), master, replica, key);
    }

    private LocalProcess startSentinel(LocalProcess master, int number, int quorum) {
        String name = "sentinel-" + number;
        Path configuration = write(name + ".conf", """
                sentinel monitor mymaster %s %d %d
                sentinel down-after-milliseconds mymaster %d
                sentinel failover-timeout mymaster %d
                """.formatted(Ports.HOST, master.port(), quorum, SILENT_MILLIS_MAX, 10 * SILENT_MILLIS_MAX));
        return start(name, List.of(configuration.toString(), "--sentinel"));
    }

    /** Starts a Cluster of one node that has all slots; returns its {@code host:port}. */
    public String startCluster() {
        LocalProcess node = startClusterNode("cluster", Ports.reserve());
        ask(node, "CLUSTER ADDSLOTSRANGE 0 " + (SLOTS - 1));
        awaitCluster(node);
        return address(node);
    }

    /** Starts a Cluster of three masters. The one that has the key gets a replica. */
    public Pair startClusterPair(String key) {
        List<LocalProcess> nodes = new ArrayList<>();
        for (int number = 0; number <= MASTERS; number++) {
            int bus = Ports.reserve();
            LocalProcess node = startClusterNode("node-" + number, bus);
            nodes.add(node);
            ask(nodes.getFirst(), "CLUSTER MEET %s %d %d".formatted(Ports.HOST, node.port(), bus));
        }
        for (int number = 0; number < MASTERS; number++) {
            ask(nodes.get(number), "CLUSTER ADDSLOTSRANGE %d %d".formatted(number * SLOTS / MASTERS,
                    (number + 1) * SLOTS / MASTERS - 1));
        }
        awaitCluster(nodes.getFirst());
        int slot = Integer.parseInt(answer(nodes.getFirst(), "CLUSTER KEYSLOT " + key).substring(1));
        LocalProcess master = nodes.get(slot * MASTERS / SLOTS);
        LocalProcess replica = nodes.getLast();
        String id = answer(master, "CLUSTER MYID");
        // once it has heard of the master
        Eventually.await("it becomes a replica", PATIENCE,
                () -> answer(replica, "CLUSTER REPLICATE " + id).startsWith("+OK"));
        awaitReplica(master);
        Eventually.await("all nodes know the replica", PATIENCE, () -> nodes.stream()
                .allMatch(node -> answer(node, "CLUSTER REPLICAS " + id).equals("*1")));
        return new Pair(addresses(nodes), master, replica, key);
    }

    private LocalProcess startClusterNode(String name, int busPort) {
        return start(name, List.of("--cluster-enabled", "yes", "--cluster-announce-ip", Ports.HOST,
                // the bus would be 10,000 above the port, which may be no port at all
                "--cluster-port", Integer.toString(busPort), "--cluster-node-timeout",
                Integer.toString(SILENT_MILLIS_MAX)));
    }

    private static void awaitCluster(LocalProcess node) {
        Eventually.await("the cluster has all slots", PATIENCE, () -> {
            String answer = answer(node, "SET probe 1");
            return answer.startsWith("+OK") || answer.startsWith("-MOVED");
        });
    }

    private static void awaitReplica(LocalProcess master) {
        awaitAnswer(master, "WAIT 1 100", ":1");
    }

    private LocalProcess start(String name, List<String> options) {
        int port = Ports.reserve();
        Path own = dir.resolve(name);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options.stream().filter(option -> option.endsWith(".conf")).toList());
        command.addAll(List.of("--bind", Ports.HOST, "--port", Integer.toString(port), "--dir", own.toString()));
        command.addAll(options.stream().filter(option -> !option.endsWith(".conf")).toList());
        if (!options.contains("--sentinel")) {
            command.addAll(List.of("--repl-diskless-sync-delay", "0"));
        }
        try {
            Files.createDirectories(own);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        LocalProcess process = new LocalProcess("Redis " + name, port, command, dir.resolve(name + ".log"),
                () -> "+PONG".equals(RedisCommand.send(Ports.HOST, port, "PING")));
        started.add(process);
        process.start();
        return process;
    }

    private static void awaitAnswer(LocalProcess node, String command, String beginning) {
        Eventually.await(command + " answers " + beginning, PATIENCE,
                () -> answer(node, command).startsWith(beginning));
    }

    private static void ask(LocalProcess node, String command) {
        String answer = answer(node, command);
        if (!answer.startsWith("+OK")) {
            throw new IllegalStateException(command + ": " + answer);
        }
    }

    private static String answer(LocalProcess node, String command) {
        try {
            return RedisCommand.send(node.host(), node.port(), command);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String addresses(List<LocalProcess> nodes) {
        return String.join(",", nodes.stream().map(RedisNodes::address).toList());
    }

    private static String address(LocalProcess node) {
        return node.host() + ":" + node.port();
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(dir.resolve(name), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        started.reversed().forEach(LocalProcess::kill);
    }
}
