package dev.accountrisk.redrive;

import dev.accountrisk.database.EntityTransactions;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.parking.ParkedRecordsConfiguration;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;

/** Sets up redrives. Not a {@code @Configuration}: the worker's component scan must not find it. */
@EnableJpaRepositories(basePackageClasses = RedriveActionRepository.class, enableDefaultTransactions = false, bootstrapMode = BootstrapMode.LAZY)
@Import(ParkedRecordsConfiguration.class)
public class RedriveConfiguration {
    @Bean
    Redrive redrive(List<Topic<?>> topics, Engines engines, Transactions transactions, ParkedRecords parked,
            RedriveActionRepository actions, EntityTransactions entityTransactions, Clock clock) {
        return new Redrive(topics, engines, transactions, parked, actions, entityTransactions, clock);
    }
}
