package dev.accountrisk.locks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where Redis is, under the names that Spring Boot gives it. */
@ConfigurationProperties("spring.data.redis")
public record RedisProperties(@DefaultValue("localhost") String host, @DefaultValue("6379") int port,
        @Nullable String username,
        @Nullable String password, @DefaultValue("0") int database, @DefaultValue Ssl ssl) {

    /**
     * How the connection is encrypted.
     *
     * @param enabled            whether it is, and the server's name verified
     * @param trustStore         who may have signed the server's certificate; the runtime's own list when absent
     * @param trustStorePassword what opens it
     * @param keyStore           this worker's own certificate, where Redis asks for one
     * @param keyStorePassword   what opens it
     */
    record Ssl(@DefaultValue("false") boolean enabled, @Nullable Path trustStore, @Nullable String trustStorePassword,
            @Nullable Path keyStore, @Nullable String keyStorePassword) {}

    String address() {
        return (ssl.enabled() ? "rediss://" : "redis://") + host + ":" + port;
    }
}
