package dev.accountrisk.app;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.broker.GroupMembers;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.commands.HoldExpiry;
import dev.accountrisk.consumer.GroupClient;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.ingest.IngestSettings;
import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.observe.BatchTraces;
import dev.accountrisk.observe.PartitionGauges;
import dev.accountrisk.observe.ThreadHealth;
import dev.accountrisk.observe.WorkerHealth;
import dev.accountrisk.observe.WorkerMetrics;
import dev.accountrisk.outbox.OutboxRelay;
import dev.accountrisk.outbox.RelaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** What the worker has and the jobs have not: consuming, relaying, health. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {
    /** Of the relay and the expiry of holds, with their named locks, of the keeper and the gauges. */
    private static final int OTHER_CONNECTIONS = 6;
    private static final Duration HOLD_EXPIRY_RESEND_AFTER = Duration.ofMinutes(2);
    private static final int EXPIRY_BLOCK_MILLIS_MAX = 2_000;
    private static final int EXPIRY_REQUEST_MILLIS_MAX = 10_000;
    private static final int EXPIRY_DELIVERY_MILLIS_MAX = 20_000;

    @Bean(destroyMethod = "")
    LiveConsumer liveConsumer(AccountRiskProperties properties, ConsumerFactory<?, ?> consumers, TopicLogs logs,
            @Lazy Admin admin, Engines engines, List<Topic<?>> topics, DataSource dataSource,
            WorkerMetrics metrics, ObjectProvider<BatchTraces> traces,
            ObjectProvider<DefaultKafkaConsumerFactoryCustomizer> customizers, ApplicationContext context) {
        requireConnections(properties.ingest().writersOrDefault(), dataSource);
        IngestSettings settings = new IngestSettings(properties.ingest().consumers(),
                properties.ingest().writersOrDefault(),
                properties.ingest().startFrom(),
                properties.ingest().acceptedTopicIds());
        GroupClient client = new GroupClient(consumers.getConfigurationProperties(),
                factory -> customizers.orderedStream().forEach(customizer -> customizer.customize(factory)));
        return new LiveConsumer(client, logs, new GroupMembers(admin), engines, settings, topics,
                Objects.requireNonNullElse(traces.getIfAvailable(), metrics), end(context));
    }

    /** Writers that wait for each other's connections would take MySQL for away. */
    private static void requireConnections(int writers, DataSource dataSource) {
        int needed = LiveConsumer.connectionsMax(writers) + OTHER_CONNECTIONS;
        if (dataSource instanceof HikariDataSource pool && pool.getMaximumPoolSize() < needed) {
            throw new IllegalArgumentException("spring.datasource.hikari.maximum-pool-size must be at least " + needed
                    + " with account-risk.ingest.writers = " + writers);
        }
    }

    /** Tries for ever, for a producer that gives a record up lets the next one pass it. The relay closes it. */
    @Lazy
    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> outboxProducer(ProducerFactory<?, ?> producers) {
        Map<String, Object> configuration = new HashMap<>(producers.getConfigurationProperties());
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Gives up soon: a partition without a leader must delay neither events nor other holds. The expiry of holds closes it. */
    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> expiryProducer(ProducerFactory<?, ?> producers) {
        Map<String, Object> configuration = new HashMap<>(producers.getConfigurationProperties());
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, EXPIRY_BLOCK_MILLIS_MAX);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, EXPIRY_REQUEST_MILLIS_MAX);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, EXPIRY_DELIVERY_MILLIS_MAX);
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean(destroyMethod = "")
    RelayLoop relayLoop(AccountRiskProperties properties, Transactions transactions, DataSource dataSource,
            @Lazy @Qualifier("outboxProducer") Producer<byte[], byte[]> producer,
            @Lazy @Qualifier("expiryProducer") Producer<byte[], byte[]> expiryProducer, WorkerMetrics metrics) {
        RelaySettings settings = new RelaySettings(properties.topics().events(), properties.topics().parked(),
                "account-risk-worker");
        return new RelayLoop(
                new OutboxRelay(transactions, new NamedLock(dataSource, "outbox"), producer, settings, metrics),
                new HoldExpiry(transactions, new NamedLock(dataSource, "hold-expiry"), expiryProducer,
                        properties.topics().commands(), HOLD_EXPIRY_RESEND_AFTER),
                producer);
    }

    @Bean
    Startup startup(AccountRiskProperties properties, ObjectProvider<Flyway> flyway, TopicLogs logs,
            LiveConsumer consumer,
            AccountLocks locks, RelayLoop relay, DataSource dataSource, ApplicationContext context) {
        return new Startup(locks, List.of(new SchemaPrecondition(flyway.getIfAvailable(), dataSource),
                new TopicsPrecondition(logs, List.of(properties.topics().riskUpdates(), properties.topics().commands(),
                        properties.topics().events(), properties.topics().parked()))),
                consumer, relay, end(context));
    }

    private static Runnable end(ApplicationContext context) {
        return () -> System.exit(SpringApplication.exit(context, () -> 1));
    }

    @Bean
    WorkerHealth workerHealthIndicator(Startup startup, LiveConsumer consumer) {
        return new WorkerHealth(startup::waitingFor, consumer);
    }

    @Bean
    ThreadHealth threadsHealthIndicator(LiveConsumer consumer) {
        return new ThreadHealth(consumer);
    }

    @Bean
    PartitionGauges partitionGauges(LiveConsumer consumer, MeterRegistry registry) {
        return new PartitionGauges(consumer, registry);
    }
}
