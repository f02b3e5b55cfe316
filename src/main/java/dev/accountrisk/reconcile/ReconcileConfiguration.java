package dev.accountrisk.reconcile;

import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.reconcile.record.ReconcileFindingRepository;
import dev.accountrisk.reconcile.record.ReconcileRunRepository;
import dev.accountrisk.reconcile.record.RunRecords;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;

/** Sets up reconciliations. Not a {@code @Configuration}: the worker's component scan must not find it. */
@EnableJpaRepositories(basePackageClasses = ReconcileRunRepository.class, enableDefaultTransactions = false, bootstrapMode = BootstrapMode.LAZY)
public class ReconcileConfiguration {
    @Bean
    Reconciliation reconciliation(DataSource dataSource, Transactions transactions, ReconcileRunRepository runs,
            ReconcileFindingRepository findings, EntityTransactions entityTransactions, List<Topic<?>> topics,
            TopicLogs logs, LogReaders readers, Clock clock) {
        return new Reconciliation(dataSource, transactions, new RunRecords(runs, findings, entityTransactions), topics,
                logs, readers, clock);
    }
}
