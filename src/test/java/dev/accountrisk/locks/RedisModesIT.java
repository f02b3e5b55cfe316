package dev.accountrisk.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.locks.RedissonAccountLocks.Attempt;
import dev.accountrisk.servers.RedisNodes;
import dev.accountrisk.servers.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** Every way to reach Redis gets the locks of a batch, and keeps a second writer out until they are released. */
class RedisModesIT {
    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    @TempDir
    private Path dir;

    @Test
    void oneServer() {
        var redis = TestServers.shared().redis();
        assertLocks(Map.of("spring.data.redis.url", "redis://" + redis.host() + ":" + redis.port() + "/1"), null);
    }

    @Test
    void sentinel() {
        try (RedisNodes nodes = new RedisNodes(dir)) {
            assertLocks(Map.of("spring.data.redis.sentinel.master", "mymaster", "spring.data.redis.sentinel.nodes",
                    nodes.startSentinel()), null);
        }
    }

    @Test
    void cluster() {
        try (RedisNodes nodes = new RedisNodes(dir)) {
            assertLocks(Map.of("spring.data.redis.cluster.nodes", nodes.startCluster()), null);
        }
    }

    @Test
    void aFileOfRedissons() throws Exception {
        var redis = TestServers.shared().redis();
        assertLocks(Map.of(), Files.writeString(dir.resolve("redisson.yaml"), """
                singleServerConfig:
                  address: "redis://%s:%d"
                """.formatted(redis.host(), redis.port())));
    }

    private static void assertLocks(Map<String, String> settings, @Nullable Path file) {
        DataRedisProperties redis = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("spring.data.redis", DataRedisProperties.class);
        RedisLockProperties lock = new RedisLockProperties("test:lock", WAIT_MAX, Duration.ofMinutes(1),
                Duration.ofSeconds(1), file);
        List<Attempt> attempts = new CopyOnWriteArrayList<>();
        try (RedissonFactory factory = new RedissonFactory(redis, new DefaultSslBundleRegistry(), lock,
                null)) {
            RedissonAccountLocks locks = new RedissonAccountLocks(factory,
                    new RedissonAccountLocks.Settings(lock.group(), lock.waitMax(), lock.lease(), lock.retryAfter()),
                    task -> Thread.ofPlatform().daemon().start(task), (attempt, nanos) -> attempts.add(attempt));
            try (AccountLocks.Held _ = locks.acquire(List.of("a", "b"))) {
                locks.acquire(List.of("b")).close();
            }
            locks.acquire(List.of("b")).close();
        }
        assertThat(attempts).containsExactly(Attempt.ACQUIRED, Attempt.CONTENDED, Attempt.ACQUIRED);
    }
}
