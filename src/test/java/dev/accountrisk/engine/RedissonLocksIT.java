package dev.accountrisk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.locks.RedissonAccountLocks;
import dev.accountrisk.locks.RedissonAccountLocks.Attempt;
import dev.accountrisk.servers.RedisServer;
import dev.accountrisk.servers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** With the locks in Redis; and what these do by themselves. */
class RedissonLocksIT extends ConcurrencyContract {
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private RedissonClient client;
    private AccountLocks locks;

    @BeforeAll
    void connect() {
        RedisServer redis = TestServers.shared().redis();
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useSingleServer()
                .setAddress("redis://" + redis.host() + ":" + redis.port())
                .setConnectionMinimumIdleSize(1);
        client = Redisson.create(config);
        locks = locks("engine:lock", Duration.ofMillis(60));
    }

    private AccountLocks locks(String group, Duration waitMax) {
        return new RedissonAccountLocks(() -> client,
                new RedissonAccountLocks.Settings(group, waitMax, Duration.ofSeconds(30),
                        Duration.ofMillis(50)),
                threads, (attempt, nanos) -> attempts.add(attempt));
    }

    @AfterAll
    void disconnect() {
        client.shutdown();
        threads.shutdownNow();
    }

    @Override
    AccountLocks locks() {
        return locks;
    }

    @Test
    void aHeldLockIsFoundContendedAndWaitedForNoLongerThanSaid() {
        AccountLocks own = locks("engine:contended", Duration.ofSeconds(2));
        try (AccountLocks.Held first = own.acquire(List.of("a", "b"))) {
            attempts.clear();
            try (AccountLocks.Held second = own.acquire(List.of("b", "c"))) {
                assertThat(attempts).containsExactly(Attempt.CONTENDED);
            }
        }
        attempts.clear();
        own.acquire(List.of("b", "c")).close();
        assertThat(attempts).containsExactly(Attempt.ACQUIRED);
    }

    @Test
    void aFlushedLockIsGivenBackWithoutComplaint() {
        AccountLocks own = locks("engine:flushed", Duration.ofSeconds(2));
        try (AccountLocks.Held held = own.acquire(List.of("a"))) {
            TestServers.shared().redis().flushAll();
        }
        own.acquire(List.of("a")).close();
    }
}
