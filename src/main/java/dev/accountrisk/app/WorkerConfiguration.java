package dev.accountrisk.app;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.app.actions.ActionLoop;
import dev.accountrisk.app.schema.SchemaPrecondition;
import dev.accountrisk.app.settings.RefusedSettingException;
import dev.accountrisk.app.settings.TimeLimits;
import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.commands.expiry.HoldExpiry;
import dev.accountrisk.consumer.GroupClient;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.ingest.ClusterCheck;
import dev.accountrisk.ingest.IngestProperties;
import dev.accountrisk.ingest.IngestSettings;
import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.locks.RedisLockProperties;
import dev.accountrisk.observe.BatchTraces;
import dev.accountrisk.observe.DatabaseHealth;
import dev.accountrisk.observe.PartitionGauges;
import dev.accountrisk.observe.ReportingWorkers;
import dev.accountrisk.observe.ThreadHealth;
import dev.accountrisk.observe.WorkerHealth;
import dev.accountrisk.observe.WorkerMetrics;
import dev.accountrisk.outbox.Lz4;
import dev.accountrisk.outbox.OutboxRelay;
import dev.accountrisk.outbox.RelaySettings;
import dev.accountrisk.outbox.lanes.RelayLanes;
import dev.accountrisk.threads.VitalThreads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The beans that only the worker has: consuming, relaying, health. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
class WorkerConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerConfiguration.class);
    /**
     * Connections for the relay, the expiry of holds, their named locks, the partition keeper, the gauges, and an operator's action with
     * its lease.
     */
    private static final int OTHER_CONNECTIONS = 8;
    private static final Duration EXPIRY_BLOCK_MAX = Duration.ofSeconds(2);

    @Bean(destroyMethod = "")
    LiveConsumer liveConsumer(IngestProperties ingest, RedisLockProperties locks, ConsumerFactory<?, ?> consumers,
            ProducerFactory<byte[], byte[]> producers, TopicLogs logs,
            @Lazy Admin admin, Engines engines, List<Topic<?>> topics, DataSource dataSource, WorkerMetrics metrics,
            ObjectProvider<BatchTraces> traces, ObjectProvider<DefaultKafkaConsumerFactoryCustomizer> customizers,
            VitalThreads threads) {
        IngestSettings settings = ingest.settings();
        if (dataSource instanceof HikariDataSource pool) {
            requireConnections(settings.writers(), pool.getMaximumPoolSize());
            TimeLimits limits = TimeLimits.of(locks.waitMax(), pool, consumers.getConfigurationProperties(),
                    producers.getConfigurationProperties());
            limits.requireSendable();
            limits.brokenRules().forEach(rule -> LOG.warn("times do not fit each other: {}", rule));
        }
        Lz4.load();
        GroupClient client = new GroupClient(consumers.getConfigurationProperties(),
                factory -> customizers.orderedStream().forEach(customizer -> customizer.customize(factory)));
        return new LiveConsumer(client, logs, new GroupMembers(admin), engines, settings, topics,
                Objects.requireNonNullElse(traces.getIfAvailable(), metrics), threads);
    }

    /** Writers that wait for a connection of their own pool would look as if MySQL were unavailable. */
    static void requireConnections(int writers, int connections) {
        int needed = LiveConsumer.connectionsMax(writers) + OTHER_CONNECTIONS;
        if (connections < needed) {
            throw new RefusedSettingException("spring.datasource.hikari.maximum-pool-size is " + connections
                    + " and must be at least " + needed + " with " + writers
                    + " writers (account-risk.ingest.writers)");
        }
    }

    /**
     * The worker's producer sends the outbox. It retries for ever, because a producer that gives one record up lets the next one
     * overtake it; and it closes at once, because what was not acknowledged is still in the outbox.
     */
    @Bean
    DefaultKafkaProducerFactoryCustomizer outboxProducers() {
        return factory -> {
            factory.updateConfigs(Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE));
            factory.setPhysicalCloseTimeout(0);
        };
    }

    /** The factory closes it. It is made when it is first used: a broker's name that does not resolve is waited for. */
    @Lazy
    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> outboxProducer(ProducerFactory<byte[], byte[]> producers) {
        return producers.createProducer();
    }

    /** The producer of due holds gives up soon: a partition without a leader must delay neither events nor other holds. */
    @Bean(defaultCandidate = false)
    ProducerFactory<byte[], byte[]> expiryProducers(ProducerFactory<byte[], byte[]> producers) {
        return ((DefaultKafkaProducerFactory<byte[], byte[]>) producers)
                .copyWithConfigurationOverride(Map.of(
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.toIntExact(EXPIRY_BLOCK_MAX.toMillis()),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(TimeLimits.EXPIRY_REQUEST_MAX.toMillis()),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(TimeLimits.EXPIRY_DELIVERY_MAX.toMillis())));
    }

    @Lazy
    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> expiryProducer(
            @Qualifier("expiryProducers") ProducerFactory<byte[], byte[]> expiryProducers) {
        return expiryProducers.createProducer();
    }

    @Bean
    ClusterCheck clusterCheck(TopicLogs logs, Engines engines, TopicProperties topics) {
        return new ClusterCheck(logs, engines.positions(), List.of(topics.riskUpdates(), topics.commands()));
    }

    @Bean(destroyMethod = "")
    HoldExpiry holdExpiry(TopicProperties topics, Transactions transactions, DataSource dataSource,
            @Lazy @Qualifier("expiryProducer") Producer<byte[], byte[]> expiryProducer, LiveConsumer consumer,
            ClusterCheck cluster, MeterRegistry registry) {
        HoldExpiry expiry = new HoldExpiry(transactions, new NamedLock(dataSource, "hold-expiry"), expiryProducer,
                topics.commands(), partition -> consumer.isStopped(topics.commands(), partition),
                cluster::refusal);
        Gauge.builder("account.risk.hold.overdue.seconds", expiry, HoldExpiry::overdueSeconds)
                .description("how long the hold has been due that has waited longest for its expiry")
                .register(registry);
        return expiry;
    }

    @Bean(destroyMethod = "")
    RelayLoop relayLoop(TopicProperties topics, Transactions transactions, DataSource dataSource,
            @Qualifier("outboxProducer") ObjectProvider<Producer<byte[], byte[]>> producer,
            HoldExpiry expiry, ClusterCheck cluster, WorkerMetrics metrics, MeterRegistry registry,
            VitalThreads threads) {
        RelaySettings settings = new RelaySettings(topics.events(), topics.parked());
        RelayLanes lanes = new RelayLanes(dataSource, new ReportingWorkers(transactions));
        Gauge.builder("account.risk.outbox.lanes", lanes, RelayLanes::count)
                .description("lanes of the outbox that this worker relays")
                .register(registry);
        return new RelayLoop(
                new OutboxRelay(transactions, lanes, producer::getObject, settings, metrics, cluster::refusal),
                expiry, threads);
    }

    @Bean
    Startup startup(TopicProperties topics, SchemaPrecondition schema, TopicLogs logs, LiveConsumer consumer,
            AccountLocks locks, RelayLoop relay, ActionLoop actions, VitalThreads threads) {
        return new Startup(locks, List.of(schema, new TopicsPrecondition(logs, topics.all())), consumer, relay,
                actions, threads);
    }

    /** A worker whose thread died ends with 1. */
    @Bean
    VitalThreads vitalThreads(ApplicationContext context) {
        return new VitalThreads(() -> System.exit(SpringApplication.exit(context, () -> 1)));
    }

    @Bean
    WorkerHealth workerHealthIndicator(Startup startup, LiveConsumer consumer) {
        return new WorkerHealth(startup::waitingFor, consumer);
    }

    /** Replaces Boot's own bean of this name, which names the pool and its waiting time but not MySQL's answer. */
    @Bean
    DatabaseHealth dbHealthIndicator(DataSource dataSource) {
        return new DatabaseHealth(dataSource);
    }

    @Bean
    ThreadHealth threadsHealthIndicator(VitalThreads threads) {
        return new ThreadHealth(threads);
    }

    @Bean
    PartitionGauges partitionGauges(LiveConsumer consumer, MeterRegistry registry) {
        return new PartitionGauges(consumer, registry);
    }
}
