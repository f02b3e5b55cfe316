package dev.accountrisk.deploy;

import dev.accountrisk.servers.FreshTopics;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long the image's worker takes from its start until it is ready, with the start-up cache and without, in turns:
 * {@code mvn -q spring-boot:test-run -Dspring-boot.run.main-class=dev.accountrisk.deploy.StartTimes}, after {@code package}.
 */
public final class StartTimes {
    private static final String DATABASE = "start_times";
    private static final int ROUNDS = 7;

    private StartTimes() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("start-times");
        ImageLayout layout = ImageLayout.make(dir.resolve("layout"));
        Path secrets = Files.createDirectory(dir.resolve("secrets"));
        TestServers servers = TestServers.shared();
        servers.mysql().createDatabase(DATABASE);
        FreshTopics topics = FreshTopics.named("start-times");
        topics.create(servers.kafka(), 6);
        Map<String, String> settings = new HashMap<>(Map.of("SPRING_DATASOURCE_URL",
                servers.mysql().jdbcUrl(DATABASE), "SPRING_DATASOURCE_USERNAME", servers.mysql().username(),
                "SPRING_DATASOURCE_PASSWORD", servers.mysql().password(), "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                servers.kafka().bootstrapServers(), "SPRING_DATA_REDIS_HOST", servers.redis().host(),
                "SPRING_DATA_REDIS_PORT", Integer.toString(servers.redis().port()), "JDK_JAVA_OPTIONS",
                "-XX:MaxRAM=768m"));
        topics.asProperties()
                .forEach((name, value) -> settings.put(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT),
                        value));
        List<Long> cached = new ArrayList<>();
        List<Long> plain = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long with = millis(layout.command(secrets, "worker"), settings, dir);
            long without = millis(layout.commandWithoutCache(secrets, "worker"), settings, dir);
            // the first round migrates the schema and fills the page cache
            if (round > 0) {
                cached.add(with);
                plain.add(without);
            }
        }
        System.out.printf("ready after: with the cache %d ms %s, without %d ms %s%n", median(cached), cached,
                median(plain), plain);
        System.exit(0);
    }

    private static long millis(List<String> command, Map<String, String> settings, Path dir)
            throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        try (ImageProcess worker = ImageProcess.start(command, settings, dir.resolve("worker.log"))) {
            worker.awaitReady();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
            var _ = worker.terminate(WorkerUnderTest.PATIENCE);
            return millis;
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
