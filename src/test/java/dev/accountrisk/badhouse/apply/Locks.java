package dev.accountrisk.badhouse.apply;

import org.redisson.api.RedissonClient;

final class Locks {
    void shutdown(RedissonClient redisson) {
        redisson.shutdown();
    }
}
