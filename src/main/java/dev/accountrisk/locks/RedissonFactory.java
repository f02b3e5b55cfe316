package dev.accountrisk.locks;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.SingleServerConfig;

/** Makes the Redisson client when it is first needed, so that a worker can start and run without Redis. */
public final class RedissonFactory implements Supplier<RedissonClient>, AutoCloseable {
    private static final int CONNECTIONS_MAX = 8;

    private final RedisProperties redis;
    private final Duration timeout;
    private @Nullable RedissonClient client;

    public RedissonFactory(RedisProperties redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    @Override
    public synchronized RedissonClient get() {
        RedissonClient made = client;
        if (made == null) {
            made = Redisson.create(configuration());
            client = made;
        }
        return made;
    }

    private Config configuration() {
        Config configuration = new Config();
        // only names of locks: nothing in Redis is ever turned into an object
        configuration.setCodec(StringCodec.INSTANCE);
        configuration.setLazyInitialization(true);
        configuration.setThreads(2);
        configuration.setNettyThreads(4);
        configuration.setUsername(redis.username());
        configuration.setPassword(redis.password());
        secure(configuration, redis.ssl());
        int timeoutMillis = Math.toIntExact(timeout.toMillis());
        SingleServerConfig server = configuration.useSingleServer();
        server.setAddress(redis.address());
        server.setDatabase(redis.database());
        server.setTimeout(timeoutMillis);
        server.setConnectTimeout(timeoutMillis);
        server.setRetryAttempts(0);
        server.setRetryDelay(new ConstantDelay(Duration.ofMillis(50)));
        server.setConnectionMinimumIdleSize(1);
        server.setConnectionPoolSize(CONNECTIONS_MAX);
        server.setSubscriptionConnectionMinimumIdleSize(1);
        server.setSubscriptionConnectionPoolSize(CONNECTIONS_MAX);
        return configuration;
    }

    /** Redisson also verifies the name of the server by default, and nothing here weakens that. */
    private static void secure(Config configuration, RedisProperties.Ssl ssl) {
        if (ssl.trustStore() != null) {
            configuration.setSslTruststore(url(ssl.trustStore()));
            configuration.setSslTruststorePassword(ssl.trustStorePassword());
        }
        if (ssl.keyStore() != null) {
            configuration.setSslKeystore(url(ssl.keyStore()));
            configuration.setSslKeystorePassword(ssl.keyStorePassword());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(file + " is no file", impossible);
        }
    }

    @Override
    public synchronized void close() {
        RedissonClient made = client;
        if (made != null) {
            made.shutdown(100, 1_000, TimeUnit.MILLISECONDS);
        }
    }
}
