package dev.accountrisk.locks;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The locks in Redis.
 *
 * @param group        the key of the locks in Redis
 * @param waitMax      how long a batch waits for a lock, and for Redis, at most
 * @param lease        when a lock that was not released ends
 * @param retryAfter   how long the worker does not ask Redis after a failure
 * @param redissonFile a YAML file of Redisson's that says how to reach Redis, in place of spring.data.redis
 */
@ConfigurationProperties("account-risk.redis-lock")
public record RedisLockProperties(@DefaultValue("account-risk:lock") String group,
        @DefaultValue("250ms") Duration waitMax, @DefaultValue("30s") Duration lease,
        @DefaultValue("5s") Duration retryAfter, @Nullable Path redissonFile) {
    /** Checks the bounds. */
    public RedisLockProperties {
        if (!waitMax.isPositive() || waitMax.compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "account-risk.redis-lock.wait-max must be greater than 0 and less than account-risk.redis-lock.lease");
        }
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("account-risk.redis-lock.retry-after must not be negative");
        }
    }
}
