package dev.accountrisk.app;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.reconcile.Reconciliation;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.redrive.ParkedRecords;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.risk.RiskUpdateDecoder;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Puts a job together. No {@code @Configuration}: the worker's scan of components must not find it. */
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = "dev.accountrisk")
@Import(SharedConfiguration.class)
public class JobConfiguration {
    @Bean
    SchemaPrecondition schema(SchemaMigration migration, DataSource dataSource) {
        return new SchemaPrecondition(migration, dataSource);
    }

    @Bean
    ParkedRecords parkedRecords(EntityManagerFactory entities) {
        return new ParkedRecords(entities);
    }

    @Bean
    Redrive redrive(List<Topic<?>> topics, Engines engines, Transactions transactions, EntityManagerFactory entities) {
        return new Redrive(topics, engines, transactions, entities, Clock.systemUTC());
    }

    @Bean
    Reconciliation reconciliation(AccountRiskProperties properties, ConsumerFactory<?, ?> consumers,
            DataSource dataSource, Transactions transactions, EntityManagerFactory entities,
            PolicyFile policy, TopicLogs logs) {
        RiskUpdateDecoder decoder = new RiskUpdateDecoder(properties.risk().orderBy(),
                properties.maxClockSkew().toMillis());
        LogReaders readers = new LogReaders(consumers.getConfigurationProperties());
        return new Reconciliation(dataSource, transactions, entities, policy, logs,
                (ends, records) -> readers.tail(ends, records, decoder)
                        .stream()
                        .filter(update -> update.type() == RiskUpdate.Type.SET)
                        .toList(),
                Clock.systemUTC());
    }

    @Bean
    Backfill backfill(AccountRiskProperties properties, DataSource dataSource, Transactions transactions,
            Engines engines, List<Topic<?>> topics, ConsumerFactory<?, ?> consumers, TopicLogs logs) {
        return new Backfill(
                new Backfill.Servers(dataSource, transactions, engines,
                        new LogReaders(consumers.getConfigurationProperties()), logs, topics),
                new Backfill.SchemaNames(properties.backfill().shadowSchema(),
                        properties.backfill().replacedSchema()),
                Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    @Lazy
    Producer<byte[], byte[]> repairProducer(ProducerFactory<?, ?> producers) {
        return new KafkaProducer<>(producers.getConfigurationProperties(), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Bean
    @Lazy
    Repairs repairs(Producer<byte[], byte[]> producer, AccountRiskProperties properties) {
        return new CommandRepairs(producer, properties.topics());
    }
}
