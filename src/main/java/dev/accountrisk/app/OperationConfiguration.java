package dev.accountrisk.app;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.ingest.LiveConsumer;
import dev.accountrisk.observe.DatabaseGauges;
import dev.accountrisk.observe.DifferingKeys;
import dev.accountrisk.observe.KeyComparison;
import dev.accountrisk.observe.WorkerHealth;
import dev.accountrisk.observe.WorkerReports;
import dev.accountrisk.observe.recent.RecentActivity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The beans that operators observe or change while the worker runs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class OperationConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(OperationConfiguration.class);

    /** Handles the unexpected failures of scheduled tasks: without it a task that throws would end in silence. */
    @Bean
    ThreadPoolTaskSchedulerCustomizer taskErrors() {
        return scheduler -> scheduler.setErrorHandler(
                failure -> LOG.error("a scheduled task failed unexpectedly; it runs again at its next time", failure));
    }

    @Bean
    Gauge brokenPolicyGauge(PolicyFile policy, MeterRegistry registry) {
        return Gauge.builder("account.risk.policy.broken", policy, file -> file.isBroken() ? 1 : 0)
                .description("1 while the file of the risk policy cannot be used")
                .register(registry);
    }

    @Bean
    DatabaseGauges databaseGauges(Transactions transactions, MeterRegistry registry, Clock clock) {
        return new DatabaseGauges(transactions, registry, clock);
    }

    @Bean
    RecentActivity recentActivity() {
        return new RecentActivity();
    }

    @Bean
    WorkerReports workerReports(Transactions transactions, LiveConsumer consumer, WorkerHealth health,
            RecentActivity activity, PolicyFile policy) {
        RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
        String version = Objects.requireNonNullElse(WorkerReports.class.getPackage().getImplementationVersion(),
                "not packaged");
        return new WorkerReports(transactions, consumer, health, activity, policy, policy::isBroken,
                new WorkerReports.Identity(process.getName(),
                        version, Instant.ofEpochMilli(process.getStartTime())));
    }

    @Bean
    KeyComparison keyComparison(DifferingKeys keys, Transactions transactions) {
        return new KeyComparison(keys, transactions);
    }

    @Bean
    Gauge readyGauge(WorkerHealth health, MeterRegistry registry) {
        return Gauge
                .builder("account.risk.ready", health, worker -> Status.UP.equals(worker.health().getStatus()) ? 1 : 0)
                .description("1 while the worker is started and applies every assigned partition")
                .register(registry);
    }
}
