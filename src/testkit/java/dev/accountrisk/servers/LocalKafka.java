package dev.accountrisk.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Kafka broker as a process of its own, from the jars that Maven put on the tests' class path. The JVM starts from an
 * AOT cache that one training run leaves, in half the time.
 */
final class LocalKafka extends LocalProcess implements KafkaServer {

    private static final String CLUSTER_ID = "accountRiskTestServers";

    LocalKafka(int port, List<String> command, Path log) {
        super("Kafka", port, command, log, () -> BrokerProbe.answers(Ports.HOST, port));
    }

    static LocalKafka start(ServerCache cache, Path dir, Map<String, String> moreProperties) throws IOException {
        Path template = template(cache);
        Path home = Files.createDirectories(dir.resolve("kafka"));
        ServerCache.copyTree(template.resolve("data"), home.resolve("data"));
        int port = Ports.reserve();
        var command = command(home, settings(home, port, moreProperties), startUp(template));
        var server = new LocalKafka(port, command, dir.resolve("kafka.log"));
        server.start();
        return server;
    }

    /** A formatted data folder, {@code data}, and what {@link #startUp} needs. */
    static Path template(ServerCache cache) {
        return cache.once("kafka-" + Integer.toHexString((jars() + Runtime.version()).hashCode()), LocalKafka::train);
    }

    /** The option that shortens the start of a broker. */
    static String startUp(Path template) {
        return "-XX:AOTCache=" + template.resolve("kafka.aot");
    }

    /** Formats a data folder to copy, and starts a broker on it once so that the JVM can note what it loads. */
    private static void train(Path dir) throws IOException {
        Path home = Files.createDirectories(dir.resolve("training"));
        int port = Ports.reserve();
        writeSettings(home, settings(home, port, Map.of()));
        Command.run(java(home, "kafka.tools.StorageTool", List.of("format", "--cluster-id", CLUSTER_ID, "--config",
                settingsFile(home).toString()), List.of()));
        ServerCache.copyTree(home.resolve("data"), dir.resolve("data"));
        Path aot = dir.resolve("kafka.aot");
        var trained = new LocalKafka(port, command(home, settings(home, port, Map.of()), "-XX:AOTCacheOutput=" + aot),
                home.resolve("kafka.log"));
        trained.start();
        trained.stop();
        ServerCache.deleteTree(home);
    }

    /** Writes the settings of a broker; returns the command that runs it with them. */
    static List<String> command(Path home, String settings, String... options) throws IOException {
        writeSettings(home, settings);
        return java(home, "kafka.Kafka", List.of(settingsFile(home).toString()), List.of(options));
    }

    private static String settings(Path home, int port, Map<String, String> moreProperties) {
        return KafkaSettings.brokerProperties(port, Ports.reserve(), home.resolve("data"), moreProperties);
    }

    private static List<String> java(Path home, String mainClass, List<String> arguments, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + home.resolve("logback.xml"), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("@" + classPathFile(home), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static void writeSettings(Path home, String settings) throws IOException {
        Files.createDirectories(home);
        Files.writeString(settingsFile(home), settings);
        Files.writeString(home.resolve("logback.xml"), KafkaSettings.LOGBACK);
        // in a file, so that a list of processes stays readable
        Files.writeString(classPathFile(home), "-cp \"" + jars() + "\"\n");
    }

    private static Path classPathFile(Path home) {
        return home.resolve("class-path.txt");
    }

    private static Path settingsFile(Path home) {
        return home.resolve("server.properties");
    }

    /** Only jars: the broker needs none of the project's own classes. */
    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
