package dev.accountrisk.app.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** A setting of Spring Boot's that would have no effect is refused with its name and the reason. */
class ServerSettingsCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"spring.data.redis.ssl.trust-store", "spring.data.redis.lettuce.pool.enabled",
            "spring.data.redis.client-type", "spring.data.redis.masterreplica.nodes[0]",
            "spring.data.redis.cluster.max-redirects", "spring.kafka.listener.concurrency",
            "spring.kafka.listener.observation-enabled"})
    void whatHasNoEffectIsRefused(String name) {
        MockEnvironment environment = new MockEnvironment().withProperty(name, "1");

        assertThatIllegalArgumentException().isThrownBy(() -> ServerSettingsCheck.check(environment))
                .withMessageContaining(name.replace("[0]", ""))
                .withMessageContaining("cannot be set");
    }

    @Test
    void anEnvironmentVariableIsSeenToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSettingsCheck.check(variables(Map.of("SPRING_DATA_REDIS_SSL_TRUSTSTORE", "x"))))
                .withMessageContaining("spring.data.redis.ssl.truststore");
        assertThatCode(() -> ServerSettingsCheck.check(variables(Map.of("SPRING_DATA_REDIS_HOST", "redis",
                "SPRING_DATA_REDIS_CLIENT_NAME", "worker", "SPRING_DATA_REDIS_CONNECTTIMEOUT", "1s",
                "SPRING_DATA_REDIS_SSL_BUNDLE", "redis", "SPRING_DATA_REDIS_SENTINEL_NODES_0", "a:1"))))
                .doesNotThrowAnyException();
    }

    @Test
    void twoWaysToReachRedisAreOneTooMany() {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerSettingsCheck.check(
                new MockEnvironment().withProperty("account-risk.redis-lock.redisson-file", "redisson.yaml")
                        .withProperty("spring.data.redis.host", "redis")))
                .withMessageContaining("redisson-file")
                .withMessageContaining("spring.data.redis.host");
        assertThatIllegalArgumentException().isThrownBy(() -> ServerSettingsCheck.check(
                new MockEnvironment().withProperty("spring.data.redis.sentinel.master", "m")
                        .withProperty("spring.data.redis.cluster.nodes", "a:1")))
                .withMessageContaining("cannot both be set");
    }

    private static StandardEnvironment variables(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources()
                .replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }
}
