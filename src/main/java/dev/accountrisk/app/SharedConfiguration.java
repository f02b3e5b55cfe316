package dev.accountrisk.app;

import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.commands.CommandSettings;
import dev.accountrisk.commands.CommandTopic;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.locks.RedisProperties;
import dev.accountrisk.locks.RedissonAccountLocks;
import dev.accountrisk.locks.RedissonFactory;
import dev.accountrisk.observe.WorkerMetrics;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.risk.RiskSettings;
import dev.accountrisk.risk.RiskTopic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;

/** What the worker and the jobs have in common: the engine, and how to reach the servers. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseConfiguration.class)
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
    Engines engines(Transactions transactions, AccountLocks locks, List<EngineObserver> observers,
            ObjectProvider<Outbox> traced) {
        return new Engines(transactions, locks, EngineObserver.all(observers), traced.getIfAvailable(Outbox::new));
    }

    @Bean
    RiskTopic riskTopic(AccountRiskProperties properties, PolicyFile policy) {
        return new RiskTopic(new RiskSettings(properties.topics().riskUpdates(), properties.lane(),
                properties.risk().orderBy(), properties.maxClockSkew().toMillis(),
                properties.risk().rememberedAccounts()),
                policy);
    }

    @Bean
    CommandTopic commandTopic(AccountRiskProperties properties) {
        return new CommandTopic(
                new CommandSettings(properties.topics().commands(), properties.maxClockSkew().toMillis(),
                        properties.parking().holdBack()));
    }

    /**
     * Made when it is first used: a broker's name that does not resolve is waited for, as a broker is. {@link #topicLogs} closes it,
     * within a time limit.
     */
    @Lazy
    @Bean(destroyMethod = "")
    Admin kafkaAdminClient(KafkaAdmin admin) {
        return Admin.create(admin.getConfigurationProperties());
    }

    @Bean
    TopicLogs topicLogs(@Lazy Admin admin) {
        return new TopicLogs(admin);
    }
}
