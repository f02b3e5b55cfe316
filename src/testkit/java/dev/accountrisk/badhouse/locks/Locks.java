package dev.accountrisk.badhouse.locks;

import org.redisson.api.RedissonClient;

final class Locks {
    void shutdown(RedissonClient redisson) {
        redisson.shutdown();
    }
}
