package dev.accountrisk.badhouse.reconcile;

import org.redisson.api.RedissonClient;

final class LocksElsewhere {
    void shutdown(RedissonClient redisson) {
        redisson.shutdown();
    }
}
