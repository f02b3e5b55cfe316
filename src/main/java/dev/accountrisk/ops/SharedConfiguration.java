package dev.accountrisk.ops;

import dev.accountrisk.apply.AccountLocks;
import dev.accountrisk.apply.ApplySettings;
import dev.accountrisk.apply.EngineObserver;
import dev.accountrisk.apply.Engines;
import dev.accountrisk.apply.RedissonAccountLocks;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** What the worker and the jobs have in common: the engine, and how to reach the servers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountRiskProperties.class, RedisProperties.class})
class SharedConfiguration {
    @Bean
    Transactions transactions(DataSource dataSource) {
        return new Transactions(dataSource);
    }

    @Bean
    WorkerMetrics workerMetrics(MeterRegistry registry) {
        return new WorkerMetrics(registry);
    }

    @Bean
    PolicyFile policyFile(AccountRiskProperties properties) {
        return new PolicyFile(properties.risk().policyFile());
    }

    @Bean
    RedissonFactory redissonFactory(RedisProperties redis, AccountRiskProperties properties) {
        return new RedissonFactory(redis, properties.redisLock().waitMax());
    }

    @Bean
    AccountLocks accountLocks(AccountRiskProperties properties, RedissonFactory redisson, WorkerMetrics metrics) {
        return switch (properties.lock()) {
            case NONE -> AccountLocks.NONE;
            case REDISSON -> new RedissonAccountLocks(redisson,
                    new RedissonAccountLocks.Settings(properties.redisLock().group(), properties.redisLock().waitMax(),
                            properties.redisLock().lease(), properties.redisLock().retryAfter()),
                    lockExecutor(), metrics);
        };
    }

    private static Executor lockExecutor() {
        return Executors.newCachedThreadPool(Thread.ofPlatform().name("redis-lock-", 0).daemon().factory());
    }

    @Bean
    Engines engines(AccountRiskProperties properties, Transactions transactions, AccountLocks locks, PolicyFile policy,
            List<EngineObserver> observers, ObjectProvider<Outbox> traced) {
        return new Engines(
                new ApplySettings(properties.lane(), properties.risk().orderBy(), properties.parking().holdBack(),
                        properties.risk().rememberedAccounts()),
                transactions, locks, policy, EngineObserver.all(observers), traced.getIfAvailable(Outbox::new));
    }

    @Bean(destroyMethod = "close")
    Admin kafkaAdminClient(KafkaAdmin admin) {
        return Admin.create(admin.getConfigurationProperties());
    }

    /** The schema is migrated by {@link SchemaPrecondition}, which can be tried again; not while the context is made. */
    @Bean
    FlywayMigrationStrategy migrateLater() {
        return flyway -> {};
    }
}
