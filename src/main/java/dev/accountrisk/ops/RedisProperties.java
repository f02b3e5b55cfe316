package dev.accountrisk.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where Redis is, under the names that Spring Boot gives it. */
@ConfigurationProperties("spring.data.redis")
record RedisProperties(@DefaultValue("localhost") String host, @DefaultValue("6379") int port,
        @Nullable String username,
        @Nullable String password, @DefaultValue("0") int database, @DefaultValue Ssl ssl) {

    /** @param enabled whether the connection is encrypted and the server's name verified */
    record Ssl(@DefaultValue("false") boolean enabled) {}

    String address() {
        return (ssl.enabled() ? "rediss://" : "redis://") + host + ":" + port;
    }
}
