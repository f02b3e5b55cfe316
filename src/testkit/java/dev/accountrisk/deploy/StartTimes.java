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
import java.util.function.ToLongFunction;

/**
 * Measures how long the image's worker takes from its start until it is ready, with the start-up cache and without, in turns:
 * {@code mvn -q spring-boot:test-run -Dspring-boot.run.main-class=dev.accountrisk.deploy.StartTimes}, after {@code package}.
 */
public final class StartTimes {
    private static final String DATABASE = "start_times";
    private static final int ROUNDS = 5;

    private StartTimes() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("start-times");
        ImageLayout layout = ImageLayout.shared();
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
        List<Took> cached = new ArrayList<>();
        List<Took> plain = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Took with = start(layout.command(secrets, "worker"), settings, dir);
            Took without = start(layout.commandWithoutCache(secrets, "worker"), settings, dir);
            // the first round migrates the schema and fills the page cache
            if (round > 0) {
                cached.add(with);
                plain.add(without);
            }
        }
        System.out.println("with the cache: " + median(cached) + "; without: " + median(plain));
        System.exit(0);
    }

    /** Until it is ready: by the clock, and of processors, which says the same on a machine that is busy. */
    private record Took(long millis, long processorMillis) {
        @Override
        public String toString() {
            return "ready after " + millis + " ms, " + processorMillis + " ms of processors";
        }
    }

    private static Took start(List<String> command, Map<String, String> settings, Path dir)
            throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        try (ImageProcess worker = ImageProcess.start(command, settings, dir.resolve("worker.log"))) {
            worker.awaitReady();
            Took took = new Took(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos),
                    worker.processorMillis());
            var _ = worker.terminate(WorkerUnderTest.PATIENCE);
            return took;
        }
    }

    private static Took median(List<Took> values) {
        return new Took(middle(values, Took::millis), middle(values, Took::processorMillis));
    }

    private static long middle(List<Took> values, ToLongFunction<Took> of) {
        return values.stream().mapToLong(of).sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
