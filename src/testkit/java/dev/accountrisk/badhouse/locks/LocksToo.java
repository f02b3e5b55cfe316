package dev.accountrisk.badhouse.locks;

import org.redisson.api.RedissonClient;

final class LocksToo {
    void shutdown(RedissonClient redisson) {
        redisson.shutdown();
    }
}
