package dev.accountrisk.app;

import dev.accountrisk.actions.CommandAudit;
import dev.accountrisk.app.actions.PositionConfiguration;
import dev.accountrisk.app.schema.TableRights;
import dev.accountrisk.backfill.Backfill;
import dev.accountrisk.backfill.BackfillProperties;
import dev.accountrisk.backfill.replay.Servers;
import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The beans of a job without entities; {@link EntityJobConfiguration} has those of the others. It names the auto-configurations that a
 * job needs, because the search for all others takes longer than most jobs. Flyway is not among them, so nothing is migrated here: a
 * job that finds an older schema migrates it in another context. No {@code @Configuration}: the worker's component scan must not find
 * it.
 */
@ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
        SslAutoConfiguration.class, DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class})
@Import({SharedConfiguration.class, PositionConfiguration.class})
@EnableConfigurationProperties(BackfillProperties.class)
public class JobConfiguration {
    /** Nobody reads a job's counters. */
    @Bean
    MeterRegistry meterRegistry() {
        return new CompositeMeterRegistry();
    }

    /** Spring Boot's own is created with every context, even a lazy one, and loads Jackson. This one waits until it is used. */
    @Bean
    @Lazy
    KafkaTemplate<byte[], byte[]> kafkaTemplate(ProducerFactory<byte[], byte[]> producers) {
        return new KafkaTemplate<>(producers);
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
    CommandAudit commandAudit(Transactions transactions) {
        return new CommandAudit(transactions);
    }

    @Bean
    TableRights tableRights(DataSource dataSource) {
        return new TableRights(dataSource);
    }
}
