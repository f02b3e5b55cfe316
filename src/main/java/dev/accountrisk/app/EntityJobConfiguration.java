package dev.accountrisk.app;

import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.parking.ParkedRecordsConfiguration;
import dev.accountrisk.reconcile.ReconcileConfiguration;
import dev.accountrisk.reconcile.Reconciliation;
import dev.accountrisk.reconcile.Repairs;
import dev.accountrisk.redrive.Redrive;
import dev.accountrisk.redrive.RedriveConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The beans of a job that reads or writes entities. Spring starts Hibernate with the context, whether or not it is used. So jobs
 * that do without entities have {@link JobConfiguration} alone. The console's entities are in none of these packages.
 */
@ImportAutoConfiguration(HibernateJpaAutoConfiguration.class)
@AutoConfigurationPackage(basePackageClasses = {ParkedRecordsConfiguration.class, RedriveConfiguration.class,
        ReconcileConfiguration.class})
@Import({JobConfiguration.class, RedriveConfiguration.class, ReconcileConfiguration.class})
public class EntityJobConfiguration {
    /** Starts Hibernate on a thread of its own, while Spring creates the rest. */
    @Bean
    AsyncTaskExecutor entityBootstrap() {
        return new SimpleAsyncTaskExecutor("entities-");
    }

    @Bean
    EntityTransactions entityTransactions(PlatformTransactionManager manager) {
        return new EntityTransactions(manager);
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
}
