package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The names under which workers know the servers: a file in place of a name service. */
final class HostNames {
    /** Under this name, the broker sends the workers to itself. */
    static final String BROKER_ITSELF = "localhost";
    private static final String MYSQL = "mysql.example";
    private static final String BROKER = "broker.example";
    private static final String REDIS = "redis.example";

    private final Path file;

    /** Knows every server. */
    HostNames(Path file) throws IOException {
        this.file = file;
        know();
    }

    /** Workers that start from now on know the servers by name; they remember an answer for a second, a failure for ten. */
    void use(Scenario scenario, int mysqlPort, int brokerPort, int redisPort) {
        scenario.useMySqlAt(MYSQL, mysqlPort)
                .useBrokerAt(BROKER, brokerPort)
                .useRedisAt(REDIS, redisPort)
                .withEnvironment("JAVA_TOOL_OPTIONS",
                        "-Djdk.net.hosts.file=" + file.toAbsolutePath() + " -Dsun.net.inetaddr.ttl=1");
    }

    void know() throws IOException {
        write("127.0.0.1 %s %s %s %s\n".formatted(BROKER_ITSELF, MYSQL, BROKER, REDIS));
    }

    void forget() throws IOException {
        write("");
    }

    private void write(String text) throws IOException {
        Path complete = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
