package dev.accountrisk.locks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.Credentials;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.SslBundles;

/** Creates the Redisson client when it is first used, so that a worker can start and run without Redis. */
public final class RedissonFactory implements Supplier<RedissonClient>, AutoCloseable {
    private final Config config;
    private @Nullable RedissonClient client;

    /**
     * Reads the settings.
     *
     * @param password the password, if it may change; otherwise that of the settings is used
     * @throws IllegalArgumentException if they contradict each other, with their names
     */
    public RedissonFactory(DataRedisProperties redis, SslBundles bundles, RedisLockProperties locks,
            @Nullable RedisPassword password) {
        this.config = locks.redissonFile() == null
                ? RedissonSettings.of(redis, bundles, locks.waitMax())
                : RedissonSettings.fromFile(locks.redissonFile());
        if (password != null) {
            config.setCredentialsResolver(address -> CompletableFuture
                    .completedFuture(new Credentials(config.getUsername(), password.read())));
        }
    }

    @Override
    public synchronized RedissonClient get() {
        RedissonClient created = client;
        if (created == null) {
            created = Redisson.create(config);
            client = created;
        }
        return created;
    }

    @Override
    public synchronized void close() {
        RedissonClient created = client;
        if (created != null) {
            created.shutdown(100, 1_000, TimeUnit.MILLISECONDS);
        }
    }
}
