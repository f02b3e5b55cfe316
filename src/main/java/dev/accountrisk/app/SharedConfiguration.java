package dev.accountrisk.app;

import dev.accountrisk.app.rotation.RotationConfiguration;
import dev.accountrisk.app.schema.DatabaseConfiguration;
import dev.accountrisk.app.settings.DecoderProperties;
import dev.accountrisk.app.settings.MappingProperties;
import dev.accountrisk.app.settings.ServerSettingsCheck;
import dev.accountrisk.broker.TimedAdmin;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.commands.CommandSettings;
import dev.accountrisk.commands.CommandTopic;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.locks.RedisLockProperties;
import dev.accountrisk.locks.RedisPassword;
import dev.accountrisk.locks.RedissonAccountLocks;
import dev.accountrisk.locks.RedissonFactory;
import dev.accountrisk.observe.DifferingKeys;
import dev.accountrisk.observe.WorkerMetrics;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.parking.ParkingProperties;
import dev.accountrisk.risk.RiskProperties;
import dev.accountrisk.risk.RiskSettings;
import dev.accountrisk.risk.RiskTopic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

/** The beans that the worker and the jobs share: the engine, and the connections to the servers. */
@Configuration(proxyBeanMethods = false)
@Import({DatabaseConfiguration.class, RotationConfiguration.class})
@EnableConfigurationProperties({TopicProperties.class, MappingProperties.class, DecoderProperties.class,
        EngineProperties.class,
        RiskProperties.class,
        ParkingProperties.class, RedisLockProperties.class, DataRedisProperties.class})
class SharedConfiguration {
    @Bean
    Transactions transactions(DataSource dataSource) {
        return new Transactions(dataSource);
    }

    @Bean
    WorkerMetrics workerMetrics(MeterRegistry registry, Mappings mappings) {
        return new WorkerMetrics(registry, mappings.haveFilter());
    }

    @Bean
    DifferingKeys differingKeys(MeterRegistry registry) {
        return new DifferingKeys(registry);
    }

    @Bean
    Mappings mappings(MappingProperties files, DecoderProperties decoders, TopicProperties topics, DifferingKeys keys) {
        return Mappings.read(files, decoders, topics, keys);
    }

    @Bean
    PolicyFile policyFile(RiskProperties risk) {
        return new PolicyFile(risk.policyFile());
    }

    @Bean
    RedissonFactory redissonFactory(DataRedisProperties redis, SslBundles bundles, RedisLockProperties locks,
            ObjectProvider<RedisPassword> password) {
        return new RedissonFactory(redis, bundles, locks, password.getIfAvailable());
    }

    @Bean
    AccountLocks accountLocks(EngineProperties engine, RedisLockProperties locks, RedissonFactory redisson,
            WorkerMetrics metrics) {
        return switch (engine.lock()) {
            case NONE -> AccountLocks.NONE;
            case REDISSON -> new RedissonAccountLocks(redisson,
                    new RedissonAccountLocks.Settings(locks.group(), locks.waitMax(), locks.lease(),
                            locks.retryAfter()),
                    lockExecutor(), metrics);
        };
    }

    private static Executor lockExecutor() {
        return Executors.newCachedThreadPool(Thread.ofPlatform().name("redis-lock-", 0).daemon().factory());
    }

    @Bean
    Engines engines(Transactions transactions, AccountLocks locks, List<EngineObserver> observers,
            ObjectProvider<Outbox> traced, Installation installation) {
        return new Engines(transactions, locks, EngineObserver.all(observers), traced.getIfAvailable(Outbox::new),
                installation);
    }

    @Bean
    RiskTopic riskTopic(TopicProperties topics, EngineProperties engine, RiskProperties risk, PolicyFile policy,
            Mappings mappings) {
        return new RiskTopic(new RiskSettings(topics.riskUpdates(), engine.lane(),
                risk.orderBy(), engine.maxClockSkew().toMillis(), risk.levelEvents(),
                risk.rememberedAccounts()),
                policy, mappings.riskUpdates());
    }

    @Bean
    CommandTopic commandTopic(TopicProperties topics, EngineProperties engine, ParkingProperties parking,
            Mappings mappings) {
        return new CommandTopic(
                new CommandSettings(topics.commands(), engine.maxClockSkew().toMillis(), parking.holdBack()),
                mappings.commands());
    }

    /** Made when it is first used: a broker's name that does not resolve is waited for, as a broker is. */
    @Lazy
    @Bean
    Admin kafkaAdminClient(KafkaAdmin admin) {
        return new TimedAdmin(admin.getConfigurationProperties());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Before any bean is created, in a job too, which creates only what it uses. */
    @Bean
    static BeanFactoryPostProcessor serverSettingsCheck(Environment environment) {
        return beans -> ServerSettingsCheck.check(environment);
    }

    @Bean(destroyMethod = "") // the client is closed by itself; to close it here would first make one that was never used
    TopicLogs topicLogs(@Lazy Admin admin) {
        return new TopicLogs(admin);
    }
}
