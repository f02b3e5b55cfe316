package dev.accountrisk.app;

import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.backfill.BackfillProperties;
import dev.accountrisk.backfill.replay.Servers;
import dev.accountrisk.broker.LogHistory;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.positions.PositionActions;
import dev.accountrisk.reconcile.ReconcileConfiguration;
import dev.accountrisk.reconcile.Reconciliation;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The beans of a job. It names the auto-configurations that a job needs, because the search for all others takes longer than most jobs.
 * Flyway is not among them, so nothing is migrated here: a job that finds an older schema migrates it in another context.
 * No {@code @Configuration}: the worker's component scan must not find it.
 */
@ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
        SslAutoConfiguration.class, DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
        KafkaAutoConfiguration.class})
@AutoConfigurationPackage(basePackages = "dev.accountrisk")
@Import({SharedConfiguration.class, RedriveConfiguration.class, ReconcileConfiguration.class})
@EnableConfigurationProperties(BackfillProperties.class)
public class JobConfiguration {
    /** Nobody reads a job's counters. */
    @Bean
    MeterRegistry meterRegistry() {
        return new CompositeMeterRegistry();
    }

    @Bean
    EntityTransactions entityTransactions(PlatformTransactionManager manager) {
        return new EntityTransactions(manager);
    }

    @Bean
    LogReaders logReaders(ConsumerFactory<?, ?> consumers) {
        return new LogReaders(consumers.getConfigurationProperties());
    }

    @Bean
    Backfill backfill(BackfillProperties schemas, DataSource dataSource, Transactions transactions,
            Engines engines, List<Topic<?>> topics, LogReaders readers, TopicLogs logs, Clock clock) {
        return new Backfill(
                new Servers(dataSource, transactions, engines, readers, logs, topics),
                new Backfill.SchemaNames(schemas.shadowSchema(), schemas.replacedSchema()),
                clock);
    }

    @Bean
    LogHistory logHistory(LogReaders readers) {
        return readers.openHistory();
    }

    @Bean
    PositionActions positionActions(Transactions transactions, TopicLogs logs, LogHistory history) {
        return new PositionActions(transactions, logs, history);
    }

    @Bean
    @Lazy
    Repairs repairs(KafkaTemplate<byte[], byte[]> kafka) {
        return new KafkaRepairs(kafka);
    }

    @Bean
    @Lazy
    ReconcileJob reconcileJob(Reconciliation reconciliation, ObjectProvider<Repairs> repairs) {
        return new ReconcileJob(reconciliation, repairs);
    }

    @Bean
    @Lazy
    RedriveJob redriveJob(Redrive redrive, ParkedRecords parked) {
        return new RedriveJob(redrive, parked);
    }

    @Bean
    TableRights tableRights(DataSource dataSource) {
        return new TableRights(dataSource);
    }
}
