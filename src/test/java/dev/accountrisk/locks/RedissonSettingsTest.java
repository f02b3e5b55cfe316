package dev.accountrisk.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.config.Config;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** Spring Boot's settings for Redis mean for Redisson what they say. */
class RedissonSettingsTest {

    private static Config config(Map<String, String> settings) {
        DataRedisProperties redis = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("spring.data.redis", DataRedisProperties.class);
        return RedissonSettings.of(redis, new DefaultSslBundleRegistry(), Duration.ofMillis(250));
    }

    private static String yaml(Map<String, String> settings) throws Exception {
        return config(settings).toYAML();
    }

    @Test
    void oneServerIsNamedByItsParts() throws Exception {
        assertThat(yaml(Map.of("spring.data.redis.host", "redis", "spring.data.redis.port", "7000",
                "spring.data.redis.database", "3", "spring.data.redis.client-name", "worker-1",
                "spring.data.redis.timeout", "700ms", "spring.data.redis.connect-timeout", "900ms",
                "spring.data.redis.username", "user", "spring.data.redis.password", "secret")))
                .contains("redis://redis:7000", "database: 3", "worker-1", "timeout: 700", "connectTimeout: 900",
                        "username: \"user\"", "password: \"secret\"");
    }

    @Test
    void withoutATimeoutOfItsOwnRedisHasAsLongAsABatchWaits() throws Exception {
        assertThat(yaml(Map.of())).contains("redis://localhost:6379", "timeout: 250", "connectTimeout: 250");
    }

    @Test
    void aUrlStandsForAllItsParts() throws Exception {
        assertThat(yaml(Map.of("spring.data.redis.url", "rediss://user:secret@redis:7000/3", "spring.data.redis.host",
                "ignored")))
                .contains("rediss://redis:7000", "database: 3", "username: \"user\"", "password: \"secret\"")
                .doesNotContain("ignored");
        assertThatIllegalArgumentException().isThrownBy(() -> yaml(Map.of("spring.data.redis.url", "http://redis")))
                .withMessageContaining("spring.data.redis.url");
    }

    @Test
    void sentinelAndClusterAreReachedByTheirNodes() throws Exception {
        assertThat(yaml(Map.of("spring.data.redis.sentinel.master", "mymaster", "spring.data.redis.sentinel.nodes",
                "a:1,b:2", "spring.data.redis.sentinel.password", "secret", "spring.data.redis.ssl.enabled", "true")))
                .contains("sentinelServersConfig", "rediss://a:1", "rediss://b:2", "mymaster", "secret");
        assertThat(yaml(Map.of("spring.data.redis.cluster.nodes", "a:1,b:2"))).contains("clusterServersConfig",
                "redis://a:1", "redis://b:2");
        assertThatIllegalArgumentException().isThrownBy(() -> yaml(
                Map.of("spring.data.redis.cluster.nodes", "a:1", "spring.data.redis.database", "1")))
                .withMessageContaining("spring.data.redis.database");
    }

    @Test
    void aFileOfRedissonsIsReadAndTheLocksKeepWhatTheyNeed(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("redisson.yaml"), """
                singleServerConfig:
                  address: "redis://redis:7000"
                """);

        Config config = RedissonSettings.fromFile(file);

        assertThat(config.toYAML()).contains("redis://redis:7000");
        assertThat(config.isLazyInitialization()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedissonSettings.fromFile(Files.writeString(file, "singleServerConfig: [")))
                .withMessageContaining("account-risk.redis-lock.redisson-file");
    }
}
