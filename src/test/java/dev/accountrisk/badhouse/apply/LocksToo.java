package dev.accountrisk.badhouse.apply;

import org.redisson.api.RedissonClient;

final class LocksToo {
    void shutdown(RedissonClient redisson) {
        redisson.shutdown();
    }
}
