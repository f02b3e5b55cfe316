package dev.accountrisk.ops;

import com.zaxxer.hikari.HikariDataSource;
import dev.accountrisk.database.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators look at and turn while the worker runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RotationProperties.class)
class OperationConfiguration {
    @Bean
    DatabaseGauges databaseGauges(Transactions transactions, MeterRegistry registry) {
        return new DatabaseGauges(transactions, registry);
    }

    @Bean
    Gauge readyGauge(WorkerHealth health, MeterRegistry registry) {
        return Gauge
                .builder("account.risk.ready", health, worker -> Status.UP.equals(worker.health().getStatus()) ? 1 : 0)
                .description("1 while everything is started and every assigned partition is being applied")
                .register(registry);
    }

    @Bean
    @ConditionalOnProperty("account-risk.rotation.database-password-file")
    DatabasePassword databasePassword(RotationProperties properties, HikariDataSource pool) {
        return new DatabasePassword(Objects.requireNonNull(properties.databasePasswordFile()), pool);
    }
}
