package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Redis as several processes: watched by a Sentinel, or as a Cluster. They all end with this. */
public final class RedisNodes implements AutoCloseable {
    private final List<LocalProcess> started = new ArrayList<>();
    private final Path program = LocalPrograms.find(ServerCache.ofUser()).redisServer();
    private final Path dir;

    /** @param dir where they keep their data and logs */
    public RedisNodes(Path dir) {
        this.dir = dir;
    }

    /** Starts a server and a Sentinel that watches it as {@code mymaster}; returns the Sentinel's {@code host:port}. */
    public String startSentinel() {
        int server = start("server", List.of());
        Path configuration = write("sentinel.conf",
                "sentinel monitor mymaster %s %d 1%n".formatted(Ports.HOST, server));
        return Ports.HOST + ":" + start("sentinel", List.of(configuration.toString(), "--sentinel"));
    }

    /** Starts a Cluster of one node that has all slots; returns its {@code host:port}. */
    public String startCluster() {
        int port = start("cluster", List.of("--cluster-enabled", "yes", "--cluster-announce-ip", Ports.HOST,
                // the bus would be 10,000 above the port, which may be no port at all
                "--cluster-port", Integer.toString(Ports.reserve())));
        ask(port, "CLUSTER ADDSLOTSRANGE 0 16383");
        Eventually.await("the cluster has all slots", java.time.Duration.ofSeconds(30),
                () -> RedisCommand.send(Ports.HOST, port, "SET probe 1").startsWith("+OK"));
        return Ports.HOST + ":" + port;
    }

    private int start(String name, List<String> options) {
        int port = Ports.reserve();
        Path own = dir.resolve(name);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options.stream().filter(option -> option.endsWith(".conf")).toList());
        command.addAll(List.of("--bind", Ports.HOST, "--port", Integer.toString(port), "--dir", own.toString()));
        command.addAll(options.stream().filter(option -> !option.endsWith(".conf")).toList());
        try {
            Files.createDirectories(own);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        LocalProcess process = new LocalProcess("Redis " + name, port, command, dir.resolve(name + ".log"),
                () -> "+PONG".equals(RedisCommand.send(Ports.HOST, port, "PING")));
        started.add(process);
        process.start();
        return port;
    }

    private static void ask(int port, String command) {
        try {
            String answer = RedisCommand.send(Ports.HOST, port, command);
            if (!answer.startsWith("+OK")) {
                throw new IllegalStateException(command + ": " + answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
