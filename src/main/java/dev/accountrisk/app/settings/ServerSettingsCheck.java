package dev.accountrisk.app.settings;

import java.util.Set;
import org.springframework.core.env.Environment;

/** Refuses settings of Spring Boot's that would have no effect here. */
public final class ServerSettingsCheck {
    private static final SupportedSettings REDIS = new SupportedSettings("spring.data.redis",
            Set.of("url", "host", "port", "database", "username", "password", "timeout", "connect-timeout",
                    "client-name",
                    "ssl.enabled", "ssl.bundle", "sentinel.master", "sentinel.nodes", "sentinel.username",
                    "sentinel.password", "cluster.nodes"),
            "Redis is reached by Redisson, which has no such setting here. Use account-risk.redis-lock.redisson-file for"
                    + " a configuration of Redisson's own, and spring.data.redis.ssl.bundle for certificates");
    private static final SupportedSettings LISTENER = new SupportedSettings("spring.kafka.listener", Set.of(),
            "the worker has one container whose acknowledgement, polls and errors follow from its position in MySQL."
                    + " account-risk.ingest.consumers sets its concurrency");

    private ServerSettingsCheck() {}

    /** Looks through all sources of settings. */
    public static void check(Environment environment) {
        LISTENER.requireOnly(environment);
        REDIS.requireOnly(environment);
        boolean file = !environment.getProperty("account-risk.redis-lock.redisson-file", "").isEmpty();
        Set<String> redis = REDIS.found(environment);
        if (file && !redis.isEmpty()) {
            throw new RefusedSettingException("account-risk.redis-lock.redisson-file says how to reach Redis, so that "
                    + String.join(", ", redis) + " cannot be set as well");
        }
        if (redis.stream().anyMatch(name -> name.startsWith("spring.data.redis.sentinel"))
                && redis.stream().anyMatch(name -> name.startsWith("spring.data.redis.cluster"))) {
            throw new RefusedSettingException(
                    "spring.data.redis.sentinel and spring.data.redis.cluster cannot both be set");
        }
    }
}
